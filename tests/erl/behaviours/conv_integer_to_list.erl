%% integer_to_list and integer_to_binary in every base.
-module(conv_integer_to_list).
-export([main/0]).

main() ->
    Numbers = [0, 1, -1, 35, 36, 255, -255, 1 bsl 59, -(1 bsl 64), 123456789012345678901234567890],
    [{integer_to_list(id(N)), integer_to_binary(id(N))} || N <- Numbers] ++
        [integer_to_list(id(N), B) || N <- Numbers, B <- [2, 7, 16, 36]] ++
        [integer_to_binary(id(N), B) || N <- Numbers, B <- [3, 10, 32]] ++
    [[e(fun() -> integer_to_list(id(N), id(B)) end), e(fun() -> integer_to_binary(id(N), id(B)) end)]
     || {N, B} <- [{1, 1}, {1, 37}, {1, 0}, {1, a}, {a, 10}, {1.0, 10}, {1, -2}]] ++
     [e(fun() -> integer_to_list(id(X)) end) || X <- [a, 1.0, "1"]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
