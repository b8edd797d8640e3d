%% send_after delivers a message, to processes and names; cancelled timers do not.
-module(timer_send_after).
-export([main/0]).

main() ->
    R = erlang:send_after(5, self(), hello),
    A = receive hello -> came end,
    register(timer_target, self()),
    erlang:send_after(1, timer_target, named),
    B = receive named -> came end,
    T = erlang:send_after(100000, self(), never),
    Left = erlang:read_timer(T),
    C = erlang:cancel_timer(T),
    unregister(timer_target),
    [A, B, is_integer(Left) andalso Left > 90000, is_integer(C) andalso C > 90000, erlang:cancel_timer(T),
     erlang:read_timer(T), erlang:cancel_timer(R), receive never -> came after 10 -> none end] ++
    [e(F) || F <- [fun() -> erlang:send_after(id(-1), self(), x) end, fun() -> erlang:send_after(id(a), self(),
        x) end, fun() -> erlang:send_after(1, id(1), x) end, fun() -> erlang:cancel_timer(id(a)) end,
        fun() -> erlang:read_timer(id(1)) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
