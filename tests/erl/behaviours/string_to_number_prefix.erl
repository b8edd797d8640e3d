%% string:to_integer and to_float take the longest prefix and name what is wrong.
-module(string_to_number_prefix).
-export([main/0]).

main() ->
    [string:to_integer(S) || S <- ["", "1", "-5x", "+7 ", "abc", "--1", "12345678901234567890z", " 1", <<"3a">>]] ++
    [string:to_float(S) || S <- ["", "1.5", "-2.5e2x", "1", "1.", ".5", "1.0e400", "1.0e", "abc", <<"2.5 ">>]].
