%% Counters and elements of bags cannot be changed.
-module(ets_update_counter_bags).
-export([main/0]).

main() ->
    [told(Type, F, A)
     || Type <- [bag, duplicate_bag],
        {F, A} <- [{update_counter, [a, 1]}, {update_counter, [b, 1]}, {update_counter, [a, 1, {a, 1}]}, 
                   {update_element, [a, {2, 1}]}]].

told(Type, F, A) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, {a, 1}),
    try apply(ets, F, [Table | A])
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
