%% Monitors: one message each, also of those that are dead already; demonitor with its options.
-module(proc_monitors).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive stop -> exit(why) end end),
    R1 = monitor(process, P),
    R2 = monitor(process, P),
    R3 = monitor(process, P),
    true = demonitor(R3),
    P ! stop,
    A = receive {'DOWN', R1, process, P, X} -> X end,
    B = receive {'DOWN', R2, process, P, Y} -> Y end,
    C = receive {'DOWN', R3, process, P, _} -> came after 10 -> gone end,
    R4 = monitor(process, P),
    D = receive {'DOWN', R4, process, P, Z} -> Z end,
    R5 = monitor(process, P),
    receive after 1 -> ok end,
    E = demonitor(R5, [flush, info]),
    F = receive {'DOWN', R5, _, _, _} -> came after 0 -> flushed end,
    Q = spawn(fun() -> receive never -> ok end end),
    R6 = monitor(process, Q),
    [A, B, C, D, E, F, demonitor(R6, [info]), demonitor(R6, [info]), demonitor(make_ref()), demonitor(R6, [])].
