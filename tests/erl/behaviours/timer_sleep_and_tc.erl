%% timer:sleep, and time that does not go backwards.
-module(timer_sleep_and_tc).
-export([main/0]).

main() ->
    A = erlang:monotonic_time(),
    timer:sleep(2),
    B = erlang:monotonic_time(),
    [B > A, erlang:monotonic_time(millisecond) >= 0 orelse true, is_integer(erlang:system_time(second)),
     erlang:convert_time_unit(1, second, millisecond), erlang:convert_time_unit(-1500, millisecond, second),
     erlang:unique_integer() =/= erlang:unique_integer(), erlang:unique_integer([positive]) > 0,
     erlang:unique_integer([monotonic]) < erlang:unique_integer([monotonic])] ++
         [e(fun() -> erlang:monotonic_time(id(week)) end), e(fun() -> erlang:unique_integer(id([x])) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
