%% A bag has objects of one key that differ, in the order in which they came.
-module(ets_bag).
-export([main/0]).

main() ->
    Table = ets:new(table, [bag]),
    [true = ets:insert(Table, Object) || Object <- [{a, 3}, {a, 1}, {a, 2}, {a, 1}, {b, 1}, {a, 1.0}, {1, x}, {1.0, x}, {1, x, y}]],
    First = [ets:lookup(Table, Key) || Key <- [a, b, 1, 1.0, c]],
    New = [ets:insert_new(Table, {a, 9}), ets:insert_new(Table, [{c, 1}, {c, 1}, {c, 2}]), ets:insert_new(Table, [{d, 1}, {c, 3}])],
    Deleted = [ets:delete_object(Table, {a, 1}), ets:lookup(Table, a), ets:insert(Table, {a, 1}), ets:lookup(Table, a),
               ets:delete_object(Table, {a, 7}), ets:delete(Table, b), ets:lookup(Table, b)],
    Elements = [ets:lookup_element(Table, a, 2), ets:lookup_element(Table, c, 1), ets:lookup_element(Table, 1, 1)],
    {First, New, Deleted, Elements, ets:info(Table, size), ets:take(Table, a), ets:take(Table, a), ets:info(Table, size)}.
