%% otp: 27
%% Elements by key, with a default.
-module(ets_lookup_element_default).
-export([main/0]).

main() ->
    [elements(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

elements(Type) ->
    Table = ets:new(Type, [Type, named_table]),
    [true = ets:insert(Table, Object) || Object <- [{a, 1, x}, {b, 1}, {b, 2}, {b, 3, z}, {c}]],
    [told(fun() -> ets:lookup_element(Table, Key, Position, default) end)
     || Key <- [a, b, c, d], Position <- [1, 2, 3, 4, 0, -1, x]] ++ [told(fun() -> ets:lookup_element(none, a, 1, default) end)].

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
