%% An exit signal `normal` from another does nothing, from a link neither; to a trapping one it is a message.
-module(proc_exit_normal_signal).
-export([main/0]).

main() ->
    Me = self(),
    P = spawn(fun() -> receive stop -> Me ! alive end end),
    exit(P, normal),
    P ! stop,
    A = receive alive -> alive after 50 -> dead end,
    Q = spawn(fun() -> process_flag(trap_exit, true), Me ! ready, receive {'EXIT', Me, normal} -> Me ! got_it end end),
    receive ready -> ok end,
    exit(Q, normal),
    {A, receive got_it -> got_it after 50 -> no end}.
