%% length of proper, improper and no lists, in bodies and guards.
-module(list_length).
-export([main/0]).

main() ->
    [length(id(L)) || L <- [[], [a], "abc", lists:seq(1, 100000), [[], []]]] ++
    [e(fun() -> length(id(X)) end) || X <- [[a | b], a, {}, <<>>, [a, b, c | {}]]] ++
    [g(X) || X <- [[], [a], [a, b], [a | b], a]].

g(L) when length(L) =:= 0 -> none;
g(L) when length(L) > 1 -> many;
g(L) when length(L) >= 0 -> one;
g(_) -> no_list.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
