%% Giving tables away.
-module(ets_given_away).
-export([main/0]).

main() ->
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
        receive {'ETS-TRANSFER', Table, From, Data} ->
            From ! {got, Table, Data, ets:info(Table, owner) =:= self(), ets:lookup(Table, a)},
            receive back -> true = ets:give_away(Table, From, back) end
        end
    end),
    Table = ets:new(table, [public]),
    true = ets:insert(Table, {a, 1}),
    Given = ets:give_away(Table, Pid, {some, "data"}),
    Got = receive {got, Table, Data, Owner, Objects} -> {Data, Owner, Objects} end,
    Wrong = [told(fun() -> ets:give_away(Table, Self, x) end), told(fun() -> ets:give_away(Table, Pid, x) end),
             told(fun() -> ets:give_away(Table, no_pid, x) end), told(fun() -> ets:give_away(none, no_pid, x) end)],
    Pid ! back,
    Back = receive {'ETS-TRANSFER', Table, Pid, back} -> ets:info(Table, owner) =:= Self end,
    receive {'DOWN', Monitor, _, _, normal} -> ok end,
    {Given, Got, Wrong, Back, told(fun() -> ets:give_away(Table, Self, x) end), told(fun() -> ets:give_away(Table, Pid, x) end),
     ets:lookup(Table, a)}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
