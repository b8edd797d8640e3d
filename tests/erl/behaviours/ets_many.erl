%% Many objects: buckets are split and joined, trees kept even.
-module(ets_many).
-export([main/0]).

main() ->
    [{Type, many(Type)} || Type <- [set, ordered_set, bag, duplicate_bag]].

many(Type) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, [{Key, Key} || Key <- lists:seq(1, 12000)]),
    Size = ets:info(Table, size),
    [true = ets:delete(Table, Key) || Key <- lists:seq(1, 12000), Key rem 8 =/= 0],
    Left = ets:info(Table, size),
    Sum = lists:sum([Value || Key <- lists:seq(1, 12000), {_, Value} <- ets:lookup(Table, Key)]),
    [true = ets:insert(Table, {Key rem 100, Key}) || Key <- lists:seq(1, 3000)],
    {Size, Left, Sum, ets:info(Table, size), erlang:phash2(lists:sort(ets:tab2list(Table)))}.
