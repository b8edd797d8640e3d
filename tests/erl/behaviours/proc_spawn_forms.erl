%% spawn, spawn_link, spawn_monitor with funs and functions; errors of bad arguments.
-module(proc_spawn_forms).
-export([main/0]).
-export([send/2]).

main() ->
    S = self(),
    spawn(fun() -> S ! a end), A = recv(),
    spawn(?MODULE, send, [S, b]), B = recv(),
    spawn_link(fun() -> S ! c end), C = recv(),
    spawn_link(?MODULE, send, [S, d]), D = recv(),
    {P, M} = spawn_monitor(?MODULE, send, [S, e]), E = recv(),
    Down = receive {'DOWN', M, process, P, R} -> R end,
    {[A, B, C, D, E, Down], [e(F) || F <- [fun() -> spawn(id(a)) end, fun() -> spawn(id(fun(X) -> X end)) end,
                                           fun() -> spawn(id("m"), f, []) end, fun() -> spawn(m, id(1), []) end,
                                           fun() -> spawn(m, f, id(a)) end, fun() -> spawn(m, f, id([a | b])) end,
                                           fun() -> spawn_link(id(x)) end]]}.

recv() -> receive X -> X end.

send(P, X) -> P ! X.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
