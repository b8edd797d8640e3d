%% Calls to a server from a process with many messages that it does not want yet.
-module(markers).
-export([few/0, few_calls/0, many/0, many_calls/0]).

few() -> messages(100, 0).
few_calls() -> messages(100, 100).
many() -> messages(10000, 0).
many_calls() -> messages(10000, 100).

messages(Count, Calls) ->
    Server = spawn(fun server/0),
    send(Count),
    Sum = calls(Server, Calls),
    {message_queue_len, Count} = process_info(self(), message_queue_len),
    Old = receive {old, N} -> N end,
    {Sum, Old}.

send(0) -> ok;
send(N) -> self() ! {old, N}, send(N - 1).

calls(_, 0) -> 0;
calls(Server, N) -> call(Server, N) + calls(Server, N - 1).

call(Server, N) ->
    Reference = make_ref(),
    Server ! {self(), Reference, N},
    receive {Reference, Answer} -> Answer end.

server() ->
    receive {From, Reference, N} -> From ! {Reference, 2 * N}, server() end.
