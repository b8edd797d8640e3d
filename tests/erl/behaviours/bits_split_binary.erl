%% split_binary and binary_part at their borders.
-module(bits_split_binary).
-export([main/0]).

main() ->
    B = id(<<"abcdef">>),
    [split_binary(B, N) || N <- [0, 1, 6]] ++ [binary_part(B, P, L) || {P, L} <- [{0, 0}, {0, 6}, {6, 0}, {6, -6},
        {3, -2}, {2, 3}]] ++ [binary_part(B, {1, 2})] ++
    [e(fun() -> split_binary(id(X), id(N)) end) || {X, N} <- [{B, 7}, {B, -1}, {B, a}, {a, 0}, {<<1:1>>, 0},
        {B, 1 bsl 70}]] ++
    [e(fun() -> binary_part(B, id(P), id(L)) end) || {P, L} <- [{7, 0}, {0, 7}, {6, 1}, {-1, 1}, {0, -1}, {a, 1},
        {1, a}, {1 bsl 70, 1}]] ++
    [e(fun() -> binary_part(id(X), 0, 0) end) || X <- [a, []]] ++ [e(fun() -> binary_part(B, id(X)) end)
        || X <- [{1}, {7, 0}, a]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
