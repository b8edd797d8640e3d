%% Slots: together they hold every object once.
-module(ets_slots).
-export([main/0]).

main() ->
    [slots(Type) || Type <- [set, ordered_set, bag]].

slots(Type) ->
    Table = ets:new(Type, [Type]),
    Empty = length(slots(Table, 0)),
    true = ets:insert(Table, [{Key, value} || Key <- lists:seq(1, 1000)]),
    Slots = slots(Table, 0),
    Wrong = [told(fun() -> ets:slot(Table, Slot) end) || Slot <- [-1, length(Slots) + 1, x, 1.0, 1 bsl 70]],
    Places = case Type of ordered_set -> Slots; _ -> [] end,
    {Empty, length(Slots), Places, lists:sort(lists:append(Slots)) =:= [{Key, value} || Key <- lists:seq(1, 1000)], Wrong}.

slots(Table, Slot) ->
    case ets:slot(Table, Slot) of
        '$end_of_table' -> [];
        Objects -> [Objects | slots(Table, Slot + 1)]
    end.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, tl(tuple_to_list(setelement(3, hd(Stack), args)))}
    end.
