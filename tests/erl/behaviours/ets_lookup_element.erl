%% Elements by key, with nothing, and where there is no such element.
-module(ets_lookup_element).
-export([main/0]).

main() ->
    [elements(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

elements(Type) ->
    Table = ets:new(Type, [Type, named_table]),
    [true = ets:insert(Table, Object) || Object <- [{a, 1, x}, {b, 1}, {b, 2}, {b, 3, z}, {c}]],
    [told(fun() -> ets:lookup_element(Table, Key, Position) end)
     || Key <- [a, b, c, d], Position <- [1, 2, 3, 4, 0, -1, x, 1.0, 1 bsl 70]].

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
