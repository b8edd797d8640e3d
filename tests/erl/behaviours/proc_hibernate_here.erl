%% Sleep that keeps the stack.
%% otp: 28
-module(proc_hibernate_here).
-export([main/0]).

main() ->
    Self = self(),
    Pid = spawn(fun() ->
        Kept = {kept, lists:seq(1, 5)},
        First = erlang:hibernate(),
        receive hello -> ok end,
        Self ! {First, Kept},
        Second = try last_call() after Self ! 'after' end,
        Self ! {second, Second, receive again -> again end},
        last_call(),
        Self ! at_end
    end),
    timer:sleep(1),
    Pid ! hello,
    A = receive Any -> Any end,
    timer:sleep(1),
    B = receive Early -> Early after 0 -> nothing end,
    Pid ! again,
    C = [receive More -> More end || _ <- [1, 2]],
    Pid ! one,
    Pid ! two,
    D = receive Last -> Last end,
    self() ! x,
    {A, B, C, D, erlang:hibernate(), apply(erlang, hibernate, []), receive x -> x end}.

last_call() -> erlang:hibernate().
