%% A server that keeps state, with calls by reference and a stop.
-module(proc_server).
-export([main/0]).

main() ->
    P = spawn(fun() -> server(#{}) end),
    [call(P, {put, a, 1}), call(P, {put, b, [x]}), call(P, {get, a}), call(P, {get, z}), call(P, size),
     call(P, {update, a, fun(X) -> X + 1 end}), call(P, {get, a}), call(P, stop), is_dead(P)].

call(P, Request) ->
    R = monitor(process, P),
    P ! {self(), R, Request},
    receive
        {R, Reply} -> demonitor(R, [flush]), Reply;
        {'DOWN', R, _, _, Why} -> {down, Why}
    end.

server(S) ->
    receive
        {From, R, {put, K, V}} -> From ! {R, ok}, server(S#{K => V});
        {From, R, {get, K}} -> From ! {R, maps:find(K, S)}, server(S);
        {From, R, {update, K, F}} -> From ! {R, done}, server(maps:update_with(K, F, S));
        {From, R, size} -> From ! {R, map_size(S)}, server(S);
        {_, _, stop} -> exit(stopped)
    end.

is_dead(P) -> call(P, size).
