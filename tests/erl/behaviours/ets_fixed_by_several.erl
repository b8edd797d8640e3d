%% Who fixes a table and how often; a process that ends fixes nothing any more.
-module(ets_fixed_by_several).
-export([main/0]).

main() ->
    Table = ets:new(table, [public]),
    Self = self(),
    Start = told(Table),
    true = ets:safe_fixtable(Table, false),
    true = ets:safe_fixtable(Table, true),
    true = ets:safe_fixtable(Table, true),
    One = told(Table),
    {Pid, Monitor} = spawn_monitor(fun() ->
        true = ets:safe_fixtable(Table, true),
        Self ! fixed,
        receive stop -> ok end
    end),
    receive fixed -> ok end,
    Two = told(Table),
    true = ets:safe_fixtable(Table, false),
    Three = told(Table),
    Pid ! stop,
    receive {'DOWN', Monitor, _, _, normal} -> ok end,
    Four = told(Table),
    true = ets:safe_fixtable(Table, false),
    Wrong = try ets:safe_fixtable(Table, maybe_) catch error:badarg:Stack -> hd(Stack) end,
    {Start, One, Two, Three, Four, told(Table), Wrong}.

told(Table) ->
    case ets:info(Table, safe_fixed) of
        {{Mega, Seconds, Micro}, Fixations} when is_integer(Mega + Seconds + Micro) ->
            {Time, Fixations2} = ets:info(Table, safe_fixed_monotonic_time),
            {ets:info(Table, fixed), is_integer(Time), lists:sort(Fixations), lists:sort(Fixations2)};
        Other -> {ets:info(Table, fixed), ets:info(Table, safe_fixed_monotonic_time), Other}
    end.
