%% A duplicate bag has any objects of one key, in the order in which they came.
-module(ets_duplicate_bag).
-export([main/0]).

main() ->
    Table = ets:new(table, [duplicate_bag, {keypos, 2}]),
    true = ets:insert(Table, [{3, a}, {1, a}, {2, a}, {1, a}, {1, b}, {1.0, a}, {x, 1}, {x, 1.0}, {x, 1, y}]),
    First = [ets:lookup(Table, Key) || Key <- [a, b, 1, 1.0, c]],
    New = [ets:insert_new(Table, {9, a}), ets:insert_new(Table, [{1, c}, {1, c}, {2, c}])],
    Deleted = [ets:delete_object(Table, {1, a}), ets:lookup(Table, a), ets:insert(Table, {1, a}), ets:lookup(Table, a),
               ets:delete(Table, c), ets:lookup(Table, c)],
    {First, New, Deleted, ets:lookup_element(Table, a, 1), ets:info(Table, size), ets:take(Table, a), ets:info(Table, size)}.
