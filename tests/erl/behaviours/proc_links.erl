%% The end of a linked process ends this one, except normal ends; trap_exit makes messages of them.
-module(proc_links).
-export([main/0]).

main() ->
    [run(F) || F <- [fun() -> spawn_link(fun() -> exit(normal) end), receive after 20 -> survived end end,
                     fun() -> spawn_link(fun() -> exit(bad) end), receive after 1000 -> survived end end,
                     fun() -> process_flag(trap_exit, true), P = spawn_link(fun() -> exit(bad) end),
                     receive {'EXIT', P, R} -> {trapped, R} end end,
                     fun() -> process_flag(trap_exit, true), P = spawn_link(fun() -> ok end),
                     receive {'EXIT', P, R} -> {trapped, R} end end,
                     fun() -> P = spawn_link(fun() -> receive go -> exit(bad) end end), unlink(P), P ! go,
                     receive after 20 -> unlinked end end,
                     fun() -> spawn_link(fun() -> exit(kill) end), receive after 1000 -> survived end end]].

run(F) ->
    {P, M} = spawn_monitor(fun() -> exit({result, F()}) end),
    receive {'DOWN', M, process, P, R} -> R end.
