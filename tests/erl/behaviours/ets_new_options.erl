%% What tables made with all kinds of options tell of themselves.
-module(ets_new_options).
-export([main/0]).

main() ->
    Options =
        [[], [set], [ordered_set], [bag], [duplicate_bag], [bag, set], [ordered_set, bag], [public, protected], [private],
         [public], [private, public], [{keypos, 3}], [{keypos, 3}, {keypos, 2}], [compressed], [{read_concurrency, true}],
         [{read_concurrency, true}, private], [{write_concurrency, true}], [{write_concurrency, true}, private],
         [{write_concurrency, auto}], [{write_concurrency, auto}, {write_concurrency, false}],
         [{write_concurrency, true}, ordered_set], [ordered_set, {write_concurrency, true}],
         [{write_concurrency, auto}, {write_concurrency, true}], [{write_concurrency, true}, {decentralized_counters, true}],
         [{decentralized_counters, true}], [{write_concurrency, auto}, {decentralized_counters, false}], [{heir, none}],
         [{heir, self(), data}], [{heir, self(), data}, {heir, none}], [named_table], [named_table, named_table]],
    [{Option, told(Option)} || Option <- Options].

told(Options) ->
    Table = ets:new(some_name, Options),
    Told = [Pair || {Key, _} = Pair <- ets:info(Table), Key =/= memory],
    true = ets:delete(Table),
    Told.
