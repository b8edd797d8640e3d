%% What registers hold when a process hibernates is nothing to the function that it goes on with.
-module(proc_hibernate_registers).
-export([main/0, wake/3]).

main() -> [hibernated(fun sleep/6), hibernated(fun sleep_with_message/6)].

hibernated(Sleep) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Sleep(Self, a, b, 1, [two], {three}) end),
    Pid ! late,
    receive
        {Pid, Told} -> receive {'DOWN', Ref, _, _, Why} -> {Told, Why} end;
        {'DOWN', Ref, _, _, Why} -> Why
    end.

sleep(Parent, A, B, _C, _D, _E) -> erlang:hibernate(?MODULE, wake, [Parent, A, B]).

sleep_with_message(Parent, A, B, _C, _D, _E) ->
    self() ! early,
    erlang:hibernate(?MODULE, wake, [Parent, A, B]).

wake(Parent, A, B) -> Parent ! {self(), {A, B, receive X -> X end}}.
