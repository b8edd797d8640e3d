%% list_to_integer and binary_to_integer: signs, bases, and what they refuse.
-module(conv_list_to_integer).
-export([main/0]).

main() ->
    Good = [{"0", 10}, {"-0", 10}, {"+7", 10}, {"007", 10}, {"ff", 16}, {"FF", 16}, {"-Zz", 36}, {"101", 2},
            {"123456789012345678901234567890", 10}, {"-8000000000000000", 16}],
    Bad = [{"", 10}, {"-", 10}, {"+", 10}, {" 1", 10}, {"1 ", 10}, {"12a", 10}, {"2", 2}, {"g", 16}, {"1", 1},
           {"1", 37}, {"--1", 10}, {"1.0", 10}, {a, 10}, {"1", a}, {[$1, a], 10}, {[$1 | $2], 10}, {"1_000", 10}],
    [{list_to_integer(S, B), binary_to_integer(list_to_binary(S), B)} || {S, B} <- Good] ++
        [e(fun() -> list_to_integer(id(S), id(B)) end) || {S, B} <- Bad] ++
    [e(fun() -> binary_to_integer(id(X)) end) || X <- [<<>>, <<"-">>, <<"1 ">>, <<1:1>>, a, "1", <<"0x1">>]] ++
        [e(fun() -> list_to_integer(id(X)) end) || X <- ["", a, "1a"]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
