%% State that a process keeps in its dictionary survives exceptions; terms built before are dropped.
-module(exc_update_in_catch).
-export([main/0]).

main() ->
    put(n, 0),
    L = [catch step(X) || X <- [1, bad, 2, worse, 3]],
    {[case X of {'EXIT', {R, _}} -> R; _ -> X end || X <- L], get(n), erase(n), get(n)}.

step(X) ->
    put(n, get(n) + 1),
    Big = lists:seq(1, 1000),
    R = X * lists:sum(Big),
    put(n, get(n) + 10),
    R.
