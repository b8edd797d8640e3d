%% Whole tables as lists, and what is made of lists.
-module(ets_tab2list).
-export([main/0]).

main() ->
    [listed(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

listed(Type) ->
    Table = ets:new(Type, [Type]),
    Empty = ets:tab2list(Table),
    [true = ets:insert(Table, {Key rem 7, Key}) || Key <- lists:seq(20, 1, -1)],
    List = ets:tab2list(Table),
    Sums = {ets:foldl(fun({K, V}, Acc) -> K * V + Acc end, 0, Table), ets:foldr(fun({K, V}, Acc) -> K * V + Acc end, 0, Table)},
    Ordered = case Type of ordered_set -> List; _ -> lists:sort(List) end,
    {Empty, Ordered, Sums}.
