%%% Calls that leave something on the stack, and calls that do not.
%%%
%%% A call that is the last action of a function is a tail call: the frame is given
%%% back before it (call_last) or there never was one (call_only), and the callee
%%% returns straight to our caller. With anything left to do after the call, even
%%% one addition, the frame has to stay. All loops in Erlang rest on this.
-module(tail_calls).
-export([main/0]).

-define(N, 400).

main() ->
    Body = sum_body(?N),
    Tail = sum_tail(?N, 0),
    erlang:display({sums, Body, Tail}),
    List = list_body(?N),
    List = list_tail(?N, []),
    erlang:display({lists, length(List), hd(List)}),
    erlang:display({even, is_even(301), is_odd(301)}),
    erlang:display({states, red(30, [])}),
    {Body =:= Tail, both(10), depth(12), gcd(1071, 462), collatz(27, 0)}.

%% Body recursion: the addition is done after the call, so N waits in a frame, and
%% there are 400 frames when the bottom is reached.
sum_body(0) ->
    0;
sum_body(N) ->
    N + sum_body(N - 1).

%% Tail recursion: the addition is done before the call. No frame at all.
sum_tail(0, Sum) ->
    Sum;
sum_tail(N, Sum) ->
    sum_tail(N - 1, Sum + N).

%% A frame for the first call, which has to come back; the second call gives the frame
%% back and goes on without it, in one instruction: call_last.
both(N) ->
    Sum = sum_body(N),
    sum_tail(N, Sum).

%% For lists the two cost nearly the same: one keeps frames, the other makes the list
%% the wrong way round and has to reverse it, which is one more list.
list_body(0) ->
    [];
list_body(N) ->
    [N | list_body(N - 1)].

list_tail(0, Done) ->
    lists:reverse(Done, []);
list_tail(N, Done) ->
    list_tail(N - 1, [N | Done]).

%% A tail call may go to any function, not only to itself.
is_even(0) ->
    true;
is_even(N) ->
    is_odd(N - 1).

is_odd(0) ->
    false;
is_odd(N) ->
    is_even(N - 1).

%% A machine of three states, each of them a function: going to a state is a call.
red(0, Seen) ->
    {red, length(Seen)};
red(N, Seen) ->
    green(N - 1, [red | Seen]).

green(0, Seen) ->
    {green, length(Seen)};
green(N, Seen) when N rem 7 =:= 0 ->
    red(N - 1, [green | Seen]);
green(N, Seen) ->
    yellow(N - 1, [green | Seen]).

yellow(0, Seen) ->
    {yellow, length(Seen)};
yellow(N, Seen) ->
    red(N - 1, [yellow | Seen]).

%% Neither call is the last action, the addition is: two calls in each frame, and the
%% stack never deeper than N.
depth(0) ->
    1;
depth(N) ->
    depth(N - 1) + depth(N div 2).

gcd(A, 0) ->
    A;
gcd(A, B) ->
    gcd(B, A rem B).

collatz(1, Steps) ->
    Steps;
collatz(N, Steps) when N rem 2 =:= 0 ->
    collatz(N div 2, Steps + 1);
collatz(N, Steps) ->
    collatz(3 * N + 1, Steps + 1).
