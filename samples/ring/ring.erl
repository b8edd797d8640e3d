%%% A ring of processes that hand a token round.
%%%
%%% Every process knows only its neighbour. One token means that of all these
%%% processes one at most has something to do: the others wait, and cost nothing.
%%% Watch the list of processes and the run queue. Then two tokens go round, and
%%% the scheduler has a choice for the first time.
-module(ring).
-export([main/0, first_node/1, node_loop/2]).

-define(NODES, 24).
-define(ROUNDS, 10).

main() ->
    Collector = self(),
    First = spawn(?MODULE, first_node, [Collector]),
    Last = build(?NODES - 1, First, Collector),
    First ! {neighbour, Last},
    One = play([red], First),
    Two = play([red, green], First),
    First ! stop,
    Handled = collect(?NODES, 0),
    erlang:display({nodes, ?NODES, rounds, ?ROUNDS}),
    {One, Two, Handled}.

%% Each new process gets the one made before it as its neighbour. The first has
%% to wait for the last, which does not exist yet.
build(0, Neighbour, _Collector) ->
    Neighbour;
build(Count, Neighbour, Collector) ->
    Next = spawn(?MODULE, node_loop, [Neighbour, Collector]),
    build(Count - 1, Next, Collector).

first_node(Collector) ->
    receive
        {neighbour, Last} -> node_loop(Last, Collector)
    end.

node_loop(Neighbour, Collector) ->
    node_loop(Neighbour, Collector, 0).

%% A token counts its hops, and goes home when it has made all of them.
node_loop(Neighbour, Collector, Handled) ->
    receive
        {token, Colour, Hops, 0} ->
            Collector ! {home, Colour, Hops},
            node_loop(Neighbour, Collector, Handled + 1);
        {token, Colour, Hops, Left} ->
            Neighbour ! {token, Colour, Hops + 1, Left - 1},
            node_loop(Neighbour, Collector, Handled + 1);
        stop ->
            Neighbour ! stop,
            Collector ! {handled, Handled}
    end.

%% Starts the tokens and waits for each in turn, whichever comes first.
play(Colours, First) ->
    start(Colours, First),
    wait_for(Colours).

start([], _First) ->
    ok;
start([Colour | Colours], First) ->
    First ! {token, Colour, 0, ?NODES * ?ROUNDS},
    start(Colours, First).

wait_for([]) ->
    0;
wait_for([Colour | Colours]) ->
    receive
        {home, Colour, Hops} ->
            erlang:display({home, Colour, Hops}),
            Hops + wait_for(Colours)
    end.

%% The last to hear `stop` sends it to a process that is gone: nothing happens.
collect(0, Handled) ->
    Handled;
collect(Left, Handled) ->
    receive
        {handled, More} -> collect(Left - 1, Handled + More)
    end.
