%% otp: 27
%% Walking keys together with their objects.
-module(ets_walk_with_objects).
-export([main/0]).

main() ->
    [walked(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

walked(Type) ->
    Table = ets:new(Type, [Type]),
    Empty = [ets:first_lookup(Table), ets:last_lookup(Table)],
    true = ets:insert(Table, [{Key, N} || Key <- lists:seq(1, 300), N <- [2, 1, 1]]),
    Up = up(Table, ets:first_lookup(Table)),
    Down = down(Table, ets:last_lookup(Table)),
    Ends = case Type of
        ordered_set -> [ets:next_lookup(Table, 17.5), ets:prev_lookup(Table, 17.5), ets:next_lookup(Table, 300), ets:prev_lookup(Table, 1)];
        _ -> []
    end,
    {Empty, lists:sort(Up), lists:sort(Up) =:= lists:sort(Down), Ends}.

up(_, '$end_of_table') -> [];
up(Table, {Key, _} = Found) -> [Found | up(Table, ets:next_lookup(Table, Key))].

down(_, '$end_of_table') -> [];
down(Table, {Key, _} = Found) -> [Found | down(Table, ets:prev_lookup(Table, Key))].
