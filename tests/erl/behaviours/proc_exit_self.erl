%% exit/2 to oneself.
-module(proc_exit_self).
-export([main/0]).

main() ->
    [run(F) || F <- [fun() -> exit(self(), normal), still_here end, fun() -> exit(self(), bad), not_here end,
                     fun() -> exit(self(), kill), not_here end, fun() -> process_flag(trap_exit, true),
                     exit(self(), bad), receive {'EXIT', P, bad} -> {P =:= self(), bad} end end,
                     fun() -> process_flag(trap_exit, true), exit(self(), normal),
                     receive {'EXIT', _, R} -> R end end, fun() -> process_flag(trap_exit, true),
                     exit(self(), kill), not_here end]] ++ [e(fun() -> exit(id(a), b) end),
                                                            e(fun() -> exit(id(1), b) end)].

run(F) ->
    {P, M} = spawn_monitor(fun() -> exit({result, F()}) end),
    receive {'DOWN', M, process, P, R} -> R end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
