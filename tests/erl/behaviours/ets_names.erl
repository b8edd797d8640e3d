%% Names: finding, renaming, what is free again.
-module(ets_names).
-export([main/0]).

main() ->
    named = ets:new(named, [named_table]),
    taken = ets:new(taken, [named_table]),
    Tid = ets:whereis(named),
    true = ets:insert(named, {a, 1}),
    Plain = ets:new(plain, []),
    Results =
        [ets:lookup(Tid, a), ets:whereis(plain), ets:whereis(none), ets:rename(named, other), ets:whereis(named), ets:whereis(other) =:= Tid,
         ets:lookup(other, a), ets:info(Tid, name), ets:info(Tid, id) =:= Tid, told(fun() -> ets:rename(other, taken) end),
         told(fun() -> ets:rename(other, other) end), told(fun() -> ets:rename(other, "x") end), told(fun() -> ets:rename(none, "x") end),
         told(fun() -> ets:rename(none, x) end), ets:rename(Plain, taken) =:= Plain, ets:info(Plain, name), ets:info(Plain, named_table),
         ets:rename(Tid, last), ets:lookup(last, a), ets:delete(last), ets:whereis(last), told(fun() -> ets:lookup(Tid, a) end),
         ets:info(Tid), ets:info(last, size), ets:new(last, [named_table]), ets:lookup(last, a), told(fun() -> ets:whereis("x") end)],
    {Results, is_reference(Tid), ets:delete(taken), ets:info(taken)}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
