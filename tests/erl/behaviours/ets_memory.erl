%% The words that tables take.
-module(ets_memory).
-export([main/0]).

main() ->
    [{Type, memory(Type)} || Type <- [set, ordered_set, bag, duplicate_bag]].

memory(Type) ->
    Table = ets:new(Type, [Type]),
    N = erlang:system_info(schedulers),
    Sizes = [begin true = ets:insert(Table, {N, Object}), ets:info(Table, memory) end
             || Object <- [1, 1.5, {a, b}, [1, 2], <<1>>, <<0:800>>, 1 bsl 100, "text", x]],
    true = ets:insert(Table, [{Key} || Key <- lists:seq(1, 1000)]),
    Large = ets:info(Table, memory),
    true = ets:delete_all_objects(Table),
    {Sizes, Large, ets:info(Table, memory)}.
