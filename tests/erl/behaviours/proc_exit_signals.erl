%% exit/2 with each reason, to a process that traps exits and to one that does not.
-module(proc_exit_signals).
-export([main/0]).

main() ->
    [{R, T, signal(T, R)} || T <- [false, true], R <- [normal, kill, shutdown, {a, b}]].

signal(Trap, Reason) ->
    S = self(),
    {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, Trap), S ! ready,
                           receive {'EXIT', From, X} -> exit({got, X, From =:= S});
                           stop -> exit(stopped) after 10 -> exit(nothing_came) end end),
    receive ready -> ok end,
    true = exit(P, Reason),
    receive {'DOWN', M, process, P, R} -> R end.
