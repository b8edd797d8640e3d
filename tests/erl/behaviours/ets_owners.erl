%% A table ends with its owner; its name is free for who hears of that.
-module(ets_owners).
-export([main/0]).

main() ->
    Self = self(),
    {_, Monitor} = spawn_monitor(fun() ->
        Self ! {table, ets:new(owned, [named_table, public]), ets:new(other, [public])},
        receive {Self, stop} -> ok end
    end),
    {_, Other} = receive {table, owned, Tid} -> {owned, Tid} end,
    Before = [ets:insert(owned, {a, 1}), ets:insert(Other, {a, 1}), ets:info(owned, owner) =:= ets:info(Other, owner)],
    ets:info(owned, owner) ! {Self, stop},
    receive {'DOWN', Monitor, _, _, normal} -> ok end,
    After = [ets:whereis(owned), ets:info(Other), ets:info(owned, size)],
    {Before, After, ets:new(owned, [named_table]), ets:lookup(owned, a)}.
