%% Processes and messages: a token goes round a ring of 100 processes.
-module(ring).
%% On by default since OTP 27; earlier releases refuse modules compiled with it.
-feature(maybe_expr, disable).
-export([main/1, relay/1]).

main(Rounds) ->
    First = build(100, self()),
    rounds(Rounds, First).

rounds(0, First) -> First ! stop, done;
rounds(N, First) ->
    First ! {token, N},
    receive {token, N} -> rounds(N - 1, First) end.

build(0, Next) -> Next;
build(N, Next) -> build(N - 1, spawn(?MODULE, relay, [Next])).

relay(Next) ->
    receive
        stop -> Next ! stop;
        Token -> Next ! Token, relay(Next)
    end.
