%% The order of a table that is no ordered set: that of the hashes of its keys, as buckets are split and joined.
-module(ets_order_of_hashes).
-export([main/0]).

main() ->
    Table = ets:new(table, []),
    Keys = [foo, bar, baz, 'Ä', "text", <<"binary">>, {a_tuple}, 1.5, -1, 1 bsl 70, [], {}, "", <<>>, [1 | 2], {1, {2, [3]}}],
    Numbered = [Key || Key <- Keys, Key =/= {a_tuple}],
    true = ets:insert(Table, [{Key, 1} || Key <- Numbered]),
    First = walk(Table, ets:first(Table)),
    true = ets:insert(Table, [{Key, 1} || Key <- lists:seq(1, 9000)]),
    Stats1 = ets:info(Table, stats),
    Second = erlang:phash2(walk(Table, ets:first(Table))),
    [ets:delete(Table, Key) || Key <- lists:seq(1, 7000)],
    Third = erlang:phash2(walk(Table, ets:first(Table))),
    Stats2 = ets:info(Table, stats),
    [ets:delete(Table, Key) || Key <- lists:seq(7000, 8990)],
    Fourth = walk(Table, ets:first(Table)),
    {First, Second, Third, Fourth, Stats1, Stats2, ets:info(Table, stats)}.

walk(_, '$end_of_table') -> [];
walk(Table, Key) -> [Key | walk(Table, ets:next(Table, Key))].
