%% make_tuple/2 and /3: sizes, default elements, later ones win, errors.
-module(tuple_make).
-export([main/0]).

main() ->
    [erlang:make_tuple(N, x) || N <- [0, 1, 5]] ++ [tuple_size(erlang:make_tuple(100000, []))] ++
    [erlang:make_tuple(3, d, []), erlang:make_tuple(3, d, [{1, a}, {3, c}]), erlang:make_tuple(2, d, [{1, a}, {1, b}]), erlang:make_tuple(0, d, [])] ++
    [e(fun() -> erlang:make_tuple(id(N), x) end) || N <- [-1, 1 bsl 24, 1 bsl 70, a, 1.0]] ++
    [e(fun() -> erlang:make_tuple(id(N), x, id(L)) end)
     || {N, L} <- [{2, [{3, a}]}, {2, [{0, a}]}, {2, [a]}, {2, [{1, a} | b]}, {2, [{1, a, b}]}, {2, a}, {-1, []}, {2, [{a, 1}]}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
