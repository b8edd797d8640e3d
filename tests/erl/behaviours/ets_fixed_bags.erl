%% Objects of a bag that are deleted and put again while it is fixed.
-module(ets_fixed_bags).
-export([main/0]).

main() ->
    [{Type, Order, changed(Type, Order)} || Type <- [bag, duplicate_bag], Order <- [[1, 2, 3], [3, 2, 1], [2, 2, 1], [1, 3, 1]]].

changed(Type, Order) ->
    Table = ets:new(Type, [Type]),
    [true = ets:insert(Table, Object) || Object <- [{k, 1}, {k, 2}, {k, 3}, {other, 1}]],
    true = ets:safe_fixtable(Table, true),
    Deleted = [{ets:delete_object(Table, {k, N}), ets:lookup(Table, k), ets:info(Table, size)} || N <- Order],
    Put = [{ets:insert(Table, {k, N}), ets:lookup(Table, k), ets:info(Table, size)} || N <- Order],
    Deleted2 = [ets:delete(Table, k), ets:member(Table, k), [ets:insert(Table, {k, N}) || N <- [2, 1]], ets:lookup(Table, k), ets:info(Table, size)],
    true = ets:safe_fixtable(Table, false),
    {Deleted, Put, Deleted2, ets:lookup(Table, k), ets:info(Table, size)}.
