%% An exit goes along a chain of links up to one that traps; others die on the way.
-module(proc_exit_chain).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    S = self(),
    P = spawn_link(fun() -> chain(S, 5) end),
    Pids = collect(6, []),
    hd(Pids) ! {die, boom},
    R = receive {'EXIT', P, X} -> X end,
    {R, [is_process_alive(Q) || Q <- Pids], length(Pids)}.

chain(S, 0) -> S ! {pid, self()}, receive {die, R} -> exit(R) end;
chain(S, N) -> spawn_link(fun() -> chain(S, N - 1) end), S ! {pid, self()}, receive never -> ok end.

collect(0, L) -> lists:sort(fun(A, B) -> A > B end, L);
collect(N, L) -> receive {pid, P} -> collect(N - 1, [P | L]) end.
