%% Walking tables of all types, and what comes of keys that are not there.
-module(ets_walk).
-export([main/0]).

main() ->
    [walked(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

walked(Type) ->
    Table = ets:new(Type, [Type]),
    Empty = [ets:first(Table), ets:last(Table), told(fun() -> ets:next(Table, a) end), told(fun() -> ets:prev(Table, a) end)],
    Keys = lists:seq(1, 700) ++ [a, "b", {c}, 1.5, <<"d">>, self(), #{e => f}],
    true = ets:insert(Table, [{Key, N} || Key <- Keys, N <- [1, 2]]),
    Up = up(Table, ets:first(Table)),
    Down = down(Table, ets:last(Table)),
    Wrong = [told(fun() -> ets:next(Table, Key) end) || Key <- [0, b, -1, {d}]],
    Right = case Type of ordered_set -> Wrong; _ -> length([badarg || {badarg, _} <- Wrong]) end,
    {Empty, length(Up), length(Down), lists:sort(Up) =:= lists:sort(Keys), lists:sort(Down) =:= lists:sort(Keys), Right, ets:info(Table, size)}.

up(_, '$end_of_table') -> [];
up(Table, Key) -> [Key | up(Table, ets:next(Table, Key))].

down(_, '$end_of_table') -> [];
down(Table, Key) -> [Key | down(Table, ets:prev(Table, Key))].

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
