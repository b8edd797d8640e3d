%% A process that starts another again each time it ends.
-module(proc_supervisor).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Me = self(),
    S = spawn_link(fun() -> process_flag(trap_exit, true), sup(Me, 0) end),
    Restarts = [begin receive {worker, P} -> exit(P, {crash, N}) end, receive {restarted, N, R} -> R end end
                || N <- [1, 2, 3]],
    unlink(S),
    exit(S, shutdown),
    {Restarts, receive {sup, X} -> X end}.

sup(Me, N) ->
    W = spawn_link(fun() -> receive never -> ok end end),
    Me ! {worker, W},
    receive
        {'EXIT', W, R} -> Me ! {restarted, N + 1, R}, sup(Me, N + 1);
        {'EXIT', Me, R} -> Me ! {sup, {R, N}}
    end.
