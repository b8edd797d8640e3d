%% An ordered set walks by the order of terms, in which 1 and 1.0 are one key.
-module(ets_ordered_set).
-export([main/0]).

main() ->
    Table = ets:new(table, [ordered_set]),
    Keys = [b, 1, "str", {1, 2}, {1}, <<"bin">>, #{a => 1}, [], 2.5, 1 bsl 70, -3, a, [1 | 2], {}, <<1:3>>, 0.0],
    true = ets:insert(Table, [{Key, value} || Key <- Keys]),
    Walked = up(Table, ets:first(Table)),
    Replaced = [ets:insert(Table, {1.0, float}), ets:lookup(Table, 1), ets:insert(Table, {1, int}), ets:lookup(Table, 1.0),
                ets:member(Table, 1.0), ets:insert_new(Table, {1.0, new}), ets:delete_object(Table, {1.0, int}),
                ets:member(Table, 1), ets:delete_object(Table, {1, int}), ets:member(Table, 1)],
    Between = [{ets:next(Table, Key), ets:prev(Table, Key)} || Key <- [1, 1.5, 0, c, {}, {0}, [0], <<>>, -100, <<255, 255>>]],
    {Walked, down(Table, ets:last(Table)), Replaced, Between, ets:info(Table, size)}.

up(_, '$end_of_table') -> [];
up(Table, Key) -> [Key | up(Table, ets:next(Table, Key))].

down(_, '$end_of_table') -> [];
down(Table, Key) -> [Key | down(Table, ets:prev(Table, Key))].
