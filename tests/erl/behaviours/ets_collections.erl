%% Reading much from a table, which makes garbage, and keeping some of it.
-module(ets_collections).
-export([main/0]).

main() ->
    Table = ets:new(table, [ordered_set, {keypos, 2}]),
    [true = ets:insert(Table, {lists:seq(1, N rem 50), N, integer_to_binary(N)}) || N <- lists:seq(1, 3000)],
    Sum = lists:foldl(fun(N, Acc) -> [{List, N, Text}] = ets:lookup(Table, N), Acc + length(List) + binary_to_integer(Text) end, 0,
                      lists:seq(1, 3000)),
    [true = ets:delete(Table, N) || N <- lists:seq(1, 3000, 3)],
    Counters = [ets:update_element(Table, N, {1, [N | ets:lookup_element(Table, N, 1)]}) || N <- lists:seq(1, 100)],
    {Sum, ets:info(Table, size), length([true || true <- Counters]), erlang:phash2([ets:lookup(Table, N) || N <- lists:seq(1, 100)])}.
