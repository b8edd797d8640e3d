%% start_timer sends {timeout, Reference, Message}; several fire in order of their times.
-module(timer_start_timer).
-export([main/0]).

main() ->
    R1 = erlang:start_timer(30, self(), third),
    R2 = erlang:start_timer(1, self(), first),
    R3 = erlang:start_timer(15, self(), second),
    L = [receive {timeout, R, M} -> {M, R =:= R1, R =:= R2, R =:= R3} end || _ <- [1, 2, 3]],
    Z = erlang:start_timer(0, self(), now_),
    {L, receive {timeout, Z, N} -> N end, erlang:cancel_timer(Z)}.
