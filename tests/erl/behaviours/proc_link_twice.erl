%% Linking twice is one link; unlinking removes it; linking to the dead is noproc.
-module(proc_link_twice).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    P = spawn(fun() -> receive stop -> exit(stopped) end end),
    true = link(P), true = link(P), true = link(self()),
    P ! stop,
    A = receive {'EXIT', P, X} -> X end,
    B = receive {'EXIT', P, _} -> again after 10 -> once end,
    Dead = link(P),
    C = receive {'EXIT', P, Y} -> Y end,
    Q = spawn_link(fun() -> receive stop -> exit(stopped) end end),
    true = unlink(Q), true = unlink(Q),
    Q ! stop,
    D = receive {'EXIT', Q, _} -> linked after 10 -> unlinked end,
    [A, B, Dead, C, D, e(fun() -> link(id(a)) end), e(fun() -> unlink(id(1)) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
