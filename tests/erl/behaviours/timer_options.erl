%% Timers with options: absolute times, answers by message, no answers.
-module(timer_options).
-export([main/0]).

main() -> [absolute(), answers(), refused()].

absolute() ->
    Now = erlang:monotonic_time(millisecond),
    A = erlang:start_timer(Now + 30, self(), "third", [{abs, true}]),
    erlang:send_after(Now + 20, self(), second, [{abs, true}]),
    erlang:send_after(10, self(), first, [{abs, false}]),
    erlang:start_timer(40, self(), fourth, []),
    [receive {timeout, R, M} -> {R =:= A, M}; M -> M end || _ <- lists:seq(1, 4)].

answers() ->
    R = erlang:send_after(50000, self(), late),
    Read = erlang:read_timer(R, []),
    ok = erlang:read_timer(R, [{async, true}]),
    Message = receive {read_timer, R, Left} -> Left end,
    ok = erlang:cancel_timer(R, [{info, false}]),
    Again = {erlang:cancel_timer(R, []), erlang:read_timer(R, [{async, false}]), erlang:cancel_timer(R, [{async, true}])},
    None = receive {cancel_timer, R, N} -> N end,
    S = erlang:start_timer(50000, self(), late),
    Silent = erlang:cancel_timer(S, [{async, true}, {info, false}]),
    T = erlang:start_timer(50000, self(), late),
    Last = erlang:cancel_timer(T, [{info, false}, {info, true}]),
    {[is_integer(X) andalso X > 49000 andalso X =< 50000 || X <- [Read, Message, Last]], Again, None, Silent, receive Any -> Any after 5 -> nothing end}.

refused() ->
    R = make_ref(),
    Calls = [fun() -> erlang:F(R, O) end || F <- [cancel_timer, read_timer], O <- [[], [{async, true}], [foo], foo, [{async, 1}], [{info, false}], [{async, false} | x], [{abs, true}]]]
        ++ [fun() -> erlang:F(foo, []) end || F <- [cancel_timer, read_timer]]
        ++ [fun() -> erlang:F(Time, To, x, O) end || F <- [start_timer, send_after], {Time, To, O} <- [{-1, self(), []}, {a, self(), [{abs, true}]}, {1 bsl 70, self(), []},
               {1, 1, []}, {1, self(), foo}, {1, self(), [{abs, foo}]}, {1, self(), [{async, true}]}, {1, self(), [abs]}]],
    [try Call() catch Class:Reason:Trace -> {Class, Reason, place(Trace)} end || Call <- Calls].

place([{M, F, A, Info} | _]) -> {M, F, length(A), proplists:get_value(error_info, Info)}.
