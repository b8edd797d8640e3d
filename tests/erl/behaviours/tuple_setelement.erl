%% setelement/3 leaves the old tuple as it was; its errors.
-module(tuple_setelement).
-export([main/0]).

main() ->
    T = id({a, b, c}),
    [{setelement(N, T, x), T} || N <- [1, 2, 3]] ++ [setelement(1, setelement(3, setelement(2, T, q), r), s)] ++
    [e(fun() -> setelement(id(N), id(X), y) end) || {N, X} <- [{0, T}, {4, T}, {1, {}}, {1.0, T}, {a, T}, {1, [a]},
        {-1, T}, {1 bsl 64, T}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
