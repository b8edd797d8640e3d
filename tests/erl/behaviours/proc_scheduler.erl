%% Processes that are bound to a scheduler.
-module(proc_scheduler).
-export([main/0]).

main() ->
    Self = self(),
    Options = [[{scheduler, 1}], [{scheduler, 0}, link], [{scheduler, -1}], [{scheduler, a}], [{scheduler, 100000}]],
    Spawned = [attempt(fun() -> spawn_opt(fun() -> Self ! here end, O), receive here -> ran end end) || O <- Options],
    Flags = [attempt(fun() -> process_flag(scheduler, N) end) || N <- [1, 0, 1, -1, a, 100000, 0]],
    [Spawned, Flags].

attempt(Fun) ->
    try Fun()
    catch Class:Reason -> {Class, Reason}
    end.
