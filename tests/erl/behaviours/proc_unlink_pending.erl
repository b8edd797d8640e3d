%% Unlinking from a process that has ended: its exit message may only have come before.
-module(proc_unlink_pending).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> exit(x) end),
    receive after 5 -> ok end,
    unlink(P),
    [receive {'EXIT', P, R} -> R after 0 -> nothing end, receive Y -> Y after 5 -> empty end].
