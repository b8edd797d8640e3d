%% A set has one object of a key; 1 and 1.0 are two keys.
-module(ets_set).
-export([main/0]).

main() ->
    Table = ets:new(table, []),
    Results =
        [ets:insert(Table, {a, 1}), ets:insert(Table, {a, 2}), ets:insert(Table, [{b, 1}, {c, 1}, {b, 2}]), ets:insert(Table, []),
         ets:insert_new(Table, {a, 3}), ets:insert_new(Table, {d, 1}), ets:insert_new(Table, [{e, 1}, {a, 4}]),
         ets:insert_new(Table, [{e, 1}, {e, 2}]), ets:insert_new(Table, []), ets:insert(Table, {1, int}), ets:insert(Table, {1.0, float}),
         ets:lookup(Table, a), ets:lookup(Table, b), ets:lookup(Table, e), ets:lookup(Table, nope), ets:lookup(Table, 1),
         ets:lookup(Table, 1.0), ets:member(Table, 1), ets:member(Table, 2), ets:info(Table, size),
         ets:delete(Table, 1.0), ets:delete(Table, nope), ets:delete_object(Table, {a, 7}), ets:delete_object(Table, {a, 2}),
         ets:info(Table, size)],
    {Results, all(Table), ets:delete_all_objects(Table), ets:first(Table), ets:info(Table, size)}.

all(Table) -> lists:sort(all(Table, ets:first(Table))).

all(_, '$end_of_table') -> [];
all(Table, Key) -> ets:lookup(Table, Key) ++ all(Table, ets:next(Table, Key)).
