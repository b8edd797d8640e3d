%% element/2 with indexes in and out of range and with terms that are no tuples.
-module(tuple_element).
-export([main/0]).

main() ->
    T = id({a, b, {c}}),
    [element(id(1), T), element(3, T), element(id(2), {x, y})] ++
    [e(fun() -> element(id(N), id(X)) end)
     || {N, X} <- [{0, T}, {4, T}, {-1, T}, {1 bsl 70, T}, {1.0, T}, {a, T}, {1, {}}, {1, [a]}, {1, a},
                   {1, <<"a">>}]] ++
    [e(fun() -> element(2, id(X)) end) || X <- [{a}, [], {}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
