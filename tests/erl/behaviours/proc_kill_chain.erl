%% A killed process tells those linked to it `killed`, which can be trapped.
-module(proc_kill_chain).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> process_flag(trap_exit, true), receive never -> ok end end),
    exit(P, kill),
    A = receive {'EXIT', P, R} -> R end,
    Q = spawn_link(fun() -> spawn_link(fun() -> exit(kill) end), receive never -> ok end end),
    B = receive {'EXIT', Q, R2} -> R2 end,
    {A, B, is_process_alive(P)}.
