%%% Time: messages that come later, and waiting that ends.
%%%
%%% `after` gives a receive a limit. erlang:send_after/3 and erlang:start_timer/3
%%% have a message sent at a given time; both return a reference by which the
%%% timer can be cancelled. Times are in milliseconds and are lower limits:
%%% nothing happens early, and what is due at the same time happens in the order
%%% it was asked for. Watch the list of timers while everybody sleeps.
-module(timers).
-export([main/0, sleeper/2]).

main() ->
    Start = erlang:monotonic_time(millisecond),
    nap(10),
    erlang:display({polled, poll()}),
    erlang:display({in_order, out_of_order()}),
    erlang:display({sleep_sorted, sleep_sort([7, 2, 9, 300, 4, 1, 6])}),
    erlang:display({ticks, ticks(4, 15)}),
    erlang:display({cancelled, cancel_in_time(), cancel_too_late()}),
    erlang:display({patience, patience(20, 60), patience(60, 20)}),
    Elapsed = erlang:monotonic_time(millisecond) - Start,
    {at_least_350_ms, Elapsed >= 350, mailbox, poll()}.

%% A receive with no clause takes no message, so it always runs out of time.
nap(Time) ->
    receive
    after Time -> ok
    end.

%% `after 0` looks at what is there already and never waits.
poll() ->
    receive
        Message -> Message
    after 0 -> empty
    end.

%% Sent in one order, due in another.
out_of_order() ->
    erlang:send_after(75, self(), third),
    erlang:send_after(25, self(), first),
    erlang:send_after(50, self(), second),
    next(3).

next(0) ->
    [];
next(Count) ->
    receive
        Message -> [Message | next(Count - 1)]
    end.

%% Not a good way to sort, but a fine one to look at: each number waits as long as
%% it is large (the last one is not as patient).
sleep_sort(Numbers) ->
    Myself = self(),
    wake_all(Numbers, Myself),
    next(length(Numbers)).

wake_all([], _Sorter) ->
    ok;
wake_all([Number | Numbers], Sorter) ->
    spawn(?MODULE, sleeper, [Number, Sorter]),
    wake_all(Numbers, Sorter).

sleeper(Number, Sorter) ->
    nap(12 * min(Number, 10)),
    Sorter ! Number.

%% start_timer sends {timeout, Reference, Message}: an old timer's message cannot be
%% mistaken for the new one's.
ticks(0, _Period) ->
    [];
ticks(Count, Period) ->
    Timer = erlang:start_timer(Period, self(), {tick, Count}),
    receive
        {timeout, Timer, {tick, Which}} -> [Which | ticks(Count - 1, Period)]
    end.

%% Cancelling returns the time that was left; afterwards no message comes.
cancel_in_time() ->
    Timer = erlang:send_after(400, self(), never),
    nap(10),
    Left = erlang:cancel_timer(Timer),
    {is_integer(Left) andalso Left =< 400, poll()}.

%% Too late: false, and the message is in the mailbox.
cancel_too_late() ->
    Timer = erlang:send_after(10, self(), rang),
    nap(40),
    {erlang:cancel_timer(Timer), poll()}.

%% Will the answer come in time? If not, it comes nevertheless, and somebody has to
%% take it out of the mailbox.
patience(Wait, Delay) ->
    erlang:send_after(Delay, self(), answer),
    receive
        answer -> in_time
    after Wait ->
        receive
            answer -> late
        end
    end.
