%% process_flag(trap_exit) gives the old value; other flags and bad values.
-module(proc_trap_exit_flag).
-export([main/0]).

main() ->
    A = process_flag(trap_exit, true),
    B = process_flag(trap_exit, true),
    C = process_flag(trap_exit, false),
    D = process_flag(priority, high),
    E = process_flag(priority, normal),
    [A, B, C, D, E] ++ [e(F) || F <- [fun() -> process_flag(trap_exit, id(1)) end,
                                      fun() -> process_flag(id(no_flag), true) end,
                                      fun() -> process_flag(priority, id(huge)) end,
                                      fun() -> process_flag(id(1), 2) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
