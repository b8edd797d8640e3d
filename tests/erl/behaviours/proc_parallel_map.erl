%% A parallel map keeps the order and passes failures on.
-module(proc_parallel_map).
-export([main/0]).

main() ->
    [pmap(fun(X) -> X * X end, lists:seq(1, 20)), pmap(fun(X) -> 10 div X end, [1, 2, 0, 5]),
     pmap(fun(X) -> throw(X) end, [a]), pmap(fun(_) -> x end, [])].

pmap(F, L) ->
    S = self(),
    Rs = [spawn_monitor(fun() -> S ! {self(), try {ok, F(X)} catch C:R -> {C, R} end} end) || X <- L],
    [receive {P, V} -> demonitor(M, [flush]), V end || {P, M} <- Rs].
