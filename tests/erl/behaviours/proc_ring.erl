%% A token goes around a ring of processes.
-module(proc_ring).
-export([main/0]).

main() ->
    S = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> node_(Next) end) end, S, lists:seq(1, 100)),
    First ! {token, 0},
    {loop(First, 20), receive {done, N} -> N end}.

loop(_, 0) -> self() ! {done, 0}, finished;
loop(First, N) -> receive {token, T} -> First ! {token, T}, R = loop(First, N - 1), R end.

node_(Next) -> receive {token, T} -> Next ! {token, T + 1}, node_(Next) end.
