%% While a table is fixed a walk goes on behind a key that has been deleted, sees no key twice and misses none that stays.
-module(ets_fixed_walk).
-export([main/0]).

main() ->
    [walked(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

walked(Type) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, [{Key, N} || Key <- lists:seq(1, 600), N <- [1, 2, 3]]),
    true = ets:safe_fixtable(Table, true),
    Seen = walk(Table, ets:first(Table)),
    Left = ets:info(Table, size),
    Fixed = ets:info(Table, fixed),
    Again = [ets:insert_new(Table, {1, new}), ets:insert(Table, {3, new}), ets:insert(Table, {3, 1})],
    Objects = [ets:lookup(Table, Key) || Key <- [1, 2, 3, 4]],
    true = ets:safe_fixtable(Table, false),
    After = [ets:lookup(Table, Key) || Key <- [1, 2, 3, 4]],
    Gone = try ets:next(Table, 2) of _ when Type =:= ordered_set -> true; _ -> there catch error:badarg -> gone end,
    {lists:sort(Seen) =:= lists:seq(1, 600), Left, Fixed, Again, Objects, After =:= Objects, Gone, ets:info(Table, fixed), ets:info(Table, size)}.

%% Deletes every key that it comes to, half of them before the next is asked for.
walk(_, '$end_of_table') -> [];
walk(Table, Key) when Key rem 2 =:= 0 ->
    true = ets:delete(Table, Key),
    [Key | walk(Table, ets:next(Table, Key))];
walk(Table, Key) ->
    Next = ets:next(Table, Key),
    true = ets:delete(Table, Key),
    [Key | walk(Table, Next)].
