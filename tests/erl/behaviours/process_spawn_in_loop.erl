%% Processes made in a loop, each ending before the next.
-module(process_spawn_in_loop).
-export([main/0]).

main() -> {loop(500, 0), nested(5)}.

loop(0, S) -> S;
loop(N, S) ->
    {P, M} = spawn_monitor(fun() -> exit({n, N}) end),
    receive {'DOWN', M, process, P, {n, X}} -> loop(N - 1, S + X) end.

nested(0) -> [];
nested(N) ->
    Me = self(),
    P = spawn(fun() -> Me ! {self(), [N | nested(N - 1)]} end),
    receive {P, L} -> L end.
