%% Monitors by registered names.
-module(proc_monitor_names).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    register(monitored_by_name, P),
    R = monitor(process, monitored_by_name),
    monitored_by_name ! stop,
    A = receive {'DOWN', R, process, {N, Node}, Why} -> {N, Node =:= node(), Why} end,
    Q = monitor(process, no_such_name_at_all),
    B = receive {'DOWN', Q, process, {M, _}, Why2} -> {M, Why2} end,
    T = monitor(process, {no_such_name_at_all, node()}),
    C = receive {'DOWN', T, process, {O, _}, Why3} -> {O, Why3} end,
    [A, B, C] ++ [e(F) || F <- [fun() -> monitor(id(proces), self()) end, fun() -> monitor(process, id(1)) end,
                                fun() -> monitor(process, id("a")) end, fun() -> demonitor(id(a)) end,
                                fun() -> demonitor(make_ref(), id([x])) end,
                                fun() -> demonitor(make_ref(), id(a)) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
