%% Names: register, whereis, unregister, sending to names, and every way to fail.
-module(proc_registered).
-export([main/0]).

main() ->
    P = spawn(fun Loop() -> receive {From, X} -> From ! {got, X}, Loop(); stop -> ok end end),
    true = register(reg_name_a, P),
    A = whereis(reg_name_a) =:= P,
    reg_name_a ! {self(), hello},
    B = receive {got, X} -> X end,
    {reg_name_a, node()} ! {self(), there},
    C = receive {got, Y} -> Y end,
    Errors = [e(F) || F <- [fun() -> register(reg_name_a, self()) end, fun() -> register(id(reg_name_b), P) end,
                            fun() -> register(id(undefined), self()) end, fun() -> register(id("x"), self()) end,
                            fun() -> register(id(reg_x), id(x)) end, fun() -> unregister(id(reg_name_none)) end,
                            fun() -> unregister(id(1)) end,
                            fun() -> whereis(id(1)) end, fun() -> id(reg_name_none) ! x end, fun() -> id(1) ! x end,
                            fun() -> id("a") ! x end]],
    D = [unregister(reg_name_a), whereis(reg_name_a), lists:member(reg_name_a, registered())],
    {A, B, C, [setelement(3, E, kill_pids(element(3, E))) || E <- Errors], D}.

kill_pids({M, F, A, I}) -> {M, F, A, I}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
