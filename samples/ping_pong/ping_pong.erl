%%% Two processes and a ball.
%%%
%%% Sending copies the message into the other process's world and does not wait;
%%% receiving waits until a message fits. Each process here has its own registers,
%%% stack and heap, and is set aside as soon as it has nothing to do: follow the
%%% ball to see how the machine goes from one to the other and back.
-module(ping_pong).
-export([main/0, pong/1]).

main() ->
    Pong = spawn(?MODULE, pong, [0]),
    Bounces = ping(20, Pong, []),
    Pong ! {stop, self()},
    receive
        {stopped, Hits} -> {Hits, length(Bounces), sum(Bounces)}
    end.

%% Plays the ball and waits for it, Rounds times.
ping(0, _Pong, Bounces) ->
    Bounces;
ping(Rounds, Pong, Bounces) ->
    Pong ! {ping, self(), Rounds},
    receive
        {pong, Bounce} ->
            show(Rounds, Bounce),
            ping(Rounds - 1, Pong, [Bounce | Bounces])
    end.

%% A process is a function that calls itself: what it knows is in the argument.
pong(Hits) ->
    receive
        {ping, From, Ball} ->
            From ! {pong, Ball * Ball},
            pong(Hits + 1);
        {stop, From} ->
            From ! {stopped, Hits}
    end.

show(Rounds, Bounce) when Rounds rem 5 =:= 0 ->
    erlang:display({round, Rounds, bounce, Bounce});
show(_Rounds, _Bounce) ->
    ok.

sum([]) ->
    0;
sum([Bounce | Bounces]) ->
    Bounce + sum(Bounces).
