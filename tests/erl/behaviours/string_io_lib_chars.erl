%% Deep character lists of io_lib:format are flattened to what they should be.
-module(string_io_lib_chars).
-export([main/0]).

main() ->
    [lists:flatten(io_lib:format(F, A)) || {F, A} <- [{"~s ~s", ["abc", <<"d">>]},
                                                      {"~5s|~-5s|~5.2s", ["ab", "ab", "abc"]},
                                                      {"~w ~p", [[1, 2], "str"]},
                                                      {"~b ~.16b ~8.16.0B ~+b", [10, 255, 255, 5]},
                                                      {"~f ~.2f ~e ~g", [1.5, 2.345, 12345.678, 0.1]},
        {"~c~c ~3c", [$a, $b, $x]}, {"~~ ~n", []}, {"~ts ~tp", ["λ", 'λ']}, {"~*s", [5, "a"]},
        {"~P", [[1, 2, 3, 4, 5], 4]}, {"~i~w", [a, b]}, {"~10.3.*f", [$0, 3.14159]}, {"~0p", [{a, #{b => [c]}}]}]].
