%% Timers to processes that are dead or names that nobody has do nothing.
-module(timer_dead_target).
-export([main/0]).

main() ->
    {P, M} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', M, _, _, _} -> ok end,
    R = erlang:send_after(1, P, x),
    Q = erlang:send_after(1, no_such_name_anywhere, x),
    receive after 10 -> ok end,
    [erlang:read_timer(R), erlang:cancel_timer(Q), receive X -> X after 0 -> nothing end].
