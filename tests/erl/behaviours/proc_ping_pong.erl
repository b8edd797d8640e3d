%% Two processes send a counter to and fro.
-module(proc_ping_pong).
-export([main/0]).

main() ->
    S = self(),
    P = spawn(fun() -> pong(S) end),
    {ping(P, 1000, 0), is_pid(P), receive stopped -> stopped end}.

ping(P, 0, Sum) -> P ! stop, Sum;
ping(P, N, Sum) -> P ! {ping, N}, receive {pong, M} -> ping(P, N - 1, Sum + M) end.

pong(S) ->
    receive
        {ping, N} -> S ! {pong, N * 2}, pong(S);
        stop -> S ! stopped
    end.
