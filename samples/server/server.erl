%%% A server, and how to talk to it.
%%%
%%% This is the core of what OTP's gen_server does. The server is a loop that keeps
%%% a state; a call is a message with a reference in it, which the answer must
%%% carry back. While the caller waits it monitors the server: should the server
%%% die instead of answering, a 'DOWN' message comes in place of the answer.
-module(server).
-export([main/0, init/0, reply/2]).

main() ->
    Server = spawn(?MODULE, init, []),
    push_all([3, 10, 400], Server),
    erlang:display({size, call(Server, size)}),
    erlang:display({popped, call(Server, pop), call(Server, pop)}),
    cast(Server, {push, 7}),
    Sum = call(Server, sum),
    erlang:display({sum, Sum}),
    erlang:display({slow, call(Server, {answer_later, 42})}),
    Empty = empty(Server, 0),
    Gone = call(Server, crash),
    erlang:display({crashed, Gone}),
    {Sum, Empty, Gone, call(Server, size)}.

push_all([], _Server) ->
    ok;
push_all([X | Rest], Server) ->
    cast(Server, {push, X}),
    push_all(Rest, Server).

%% Pops until there is nothing left.
empty(Server, Popped) ->
    case call(Server, pop) of
        {ok, _} -> empty(Server, Popped + 1);
        empty -> Popped
    end.

%% The client's side. The monitor's reference is new, nobody else has it: it makes
%% this request's answer different from all others.

call(Server, Request) ->
    Tag = monitor(process, Server),
    Server ! {call, self(), Tag, Request},
    receive
        {reply, Tag, Answer} ->
            demonitor(Tag, [flush]),
            Answer;
        {'DOWN', Tag, process, Server, Reason} ->
            {error, Reason}
    after 500 ->
        demonitor(Tag, [flush]),
        {error, timeout}
    end.

cast(Server, Request) ->
    Server ! {cast, Request},
    ok.

%% The server's side: the loop knows messages, the handlers know what they mean.

init() ->
    loop([]).

loop(State) ->
    receive
        {call, From, Tag, Request} ->
            case handle_call(Request, {From, Tag}, State) of
                {reply, Answer, Next} ->
                    reply({From, Tag}, Answer),
                    loop(Next);
                {noreply, Next} ->
                    loop(Next)
            end;
        {cast, Request} ->
            loop(handle_cast(Request, State))
    end.

reply({Client, Tag}, Answer) ->
    Client ! {reply, Tag, Answer}.

handle_call(size, _Client, Stack) ->
    {reply, length(Stack), Stack};
handle_call(sum, _Client, Stack) ->
    {reply, sum(Stack), Stack};
handle_call(pop, _Client, []) ->
    {reply, empty, []};
handle_call(pop, _Client, [Top | Stack]) ->
    {reply, {ok, Top}, Stack};
handle_call({answer_later, Answer}, Client, Stack) ->
    %% Somebody else answers, and the server is free at once.
    spawn(?MODULE, reply, [Client, Answer]),
    {noreply, Stack};
handle_call(crash, _Client, _Stack) ->
    exit(crashed_on_request).

handle_cast({push, X}, Stack) ->
    [X | Stack].

sum([]) ->
    0;
sum([X | Rest]) ->
    X + sum(Rest).
