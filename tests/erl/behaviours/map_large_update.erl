%% Expressions on maps of a thousand keys: many updates at once, exact and not.
-module(map_large_update).
-export([main/0]).

main() ->
    M = maps:from_list([{{k, N}, N} || N <- lists:seq(1, 1000)]),
    A = M#{{k, 1} := a, {k, 500} := b, {k, 1000} := c},
    B = M#{{k, 0} => zero, {k, 1001} => more, {k, 7} => seven},
    #{{k, 1} := X, {k, 500} := Y, {k, 999} := Z} = A,
    [map_size(A), map_size(B), {X, Y, Z}, maps:get({k, 1}, M), maps:get({k, 0}, B), maps:get({k, 7}, B),
     element(2, e(fun() -> M#{{k, 5} := 1, {k, 2000} := 2} end)),
     e(fun() -> map_get({k, -1}, id(#{{k, 1} => 2})) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
