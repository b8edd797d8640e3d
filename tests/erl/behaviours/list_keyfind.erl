%% keyfind, keymember and keysearch: keys equal by ==, tuples too short and other terms skipped.
-module(list_keyfind).
-export([main/0]).

main() ->
    L = [{a, 1}, x, {}, {b}, {1, one}, {2.0, two}, [c], {c, 3, y}, {a, 2}],
    Keys = [{a, 1}, {1, 2}, {3, 2}, {y, 3}, {1.0, 1}, {2, 1}, {z, 1}, {one, 2}],
    [{lists:keyfind(K, N, L), lists:keymember(K, N, L), lists:keysearch(K, N, L)} || {K, N} <- Keys] ++
    [e(fun() -> lists:keyfind(a, id(N), id(X)) end) || {N, X} <- [{0, L}, {a, L}, {1, [{b} | c]}, {1, a}, {-1, L},
        {1 bsl 70, L}]] ++
    [e(fun() -> lists:keymember(a, id(N), id(X)) end) || {N, X} <- [{0, []}, {1, [{b} | c]}, {1, x}]] ++
    [e(fun() -> lists:keysearch(a, id(N), id(X)) end) || {N, X} <- [{0, []}, {1, [{b} | c]}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
