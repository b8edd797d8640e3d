%% Deleting all objects of a fixed table.
-module(ets_fixed_all_deleted).
-export([main/0]).

main() ->
    [changed(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

changed(Type) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, [{Key, 1} || Key <- lists:seq(1, 400)]),
    true = ets:safe_fixtable(Table, true),
    true = ets:delete_all_objects(Table),
    Empty = {ets:info(Table, size), ets:first(Table), ets:lookup(Table, 7)},
    Next = try ets:next(Table, 7) catch error:badarg -> badarg end,
    [true = ets:insert(Table, Object) || Object <- [{7, 2}, {7, 1}, {500, 1}]],
    Filled = {ets:info(Table, size), ets:lookup(Table, 7), ets:lookup(Table, 500)},
    true = ets:safe_fixtable(Table, false),
    {Empty, Next, Filled, ets:info(Table, size), ets:lookup(Table, 7), ets:lookup(Table, 8)}.
