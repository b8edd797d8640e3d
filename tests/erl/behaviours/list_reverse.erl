%% lists:reverse/1 and /2 with tails of any kind; improper lists fail.
-module(list_reverse).
-export([main/0]).

main() ->
    [lists:reverse(id(L)) || L <- [[], [a], [a, b], [a, b, c], "hello"]] ++
    [lists:reverse(id(L), id(T)) || {L, T} <- [{[], []}, {[a], x}, {[a, b], [c]}, {[], x}, {[a, b, c], {}}]] ++
    [e(fun() -> lists:reverse(id(L)) end) || L <- [a, [a | b], [a, b, c | d]]] ++
    [e(fun() -> lists:reverse(id(L), []) end) || L <- [a, [a | b], {}]] ++
    [hd(lists:reverse(lists:seq(1, 200000)))].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
