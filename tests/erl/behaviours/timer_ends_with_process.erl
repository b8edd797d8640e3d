%% Timers end with the process that they would send to, but not with one whose name they have, nor with who started them.
-module(timer_ends_with_process).
-export([main/0]).

main() ->
    {P, M} = spawn_monitor(fun() -> receive stop -> ok end end),
    Before = [erlang:send_after(100000, P, x), erlang:start_timer(100000, P, x), erlang:send_after(100000, self(), x)],
    There = [state(T) || T <- Before],
    P ! stop,
    receive {'DOWN', M, _, _, _} -> ok end,
    receive after 5 -> ok end,
    Late = erlang:send_after(100000, P, y),
    Unknown = erlang:send_after(100000, nobody_has_this_name, y),
    Named = spawn(fun() -> register(timer_ends_with, self()), receive stop -> ok end end),
    receive after 5 -> ok end,
    ByName = erlang:send_after(100000, timer_ends_with, y),
    Named ! stop,
    receive after 5 -> ok end,
    Self = self(),
    {Q, N} = spawn_monitor(fun() -> exit({erlang:send_after(100000, self(), z), erlang:send_after(100000, Self, z)}) end),
    {Own, ToOther} = receive {'DOWN', N, _, Q, R} -> R end,
    receive after 5 -> ok end,
    Timers = Before ++ [Late, Unknown, ByName, Own, ToOther],
    {There, [state(T) || T <- Timers], [erlang:cancel_timer(T) =/= false || T <- Timers]}.

state(Timer) -> erlang:read_timer(Timer) =/= false.
