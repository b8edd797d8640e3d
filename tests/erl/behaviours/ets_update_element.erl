%% Elements are changed all or none.
-module(ets_update_element).
-export([main/0]).

main() ->
    [changed(Type) || Type <- [set, ordered_set]].

changed(Type) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, {a, 1, 10, "text"}),
    Results =
        [told(fun() -> ets:update_element(Table, Key, What) end)
         || {Key, What} <- [{a, {2, new}}, {a, [{2, newer}, {4, <<"binary">>}]}, {a, [{2, 1}, {2, 2}]}, {a, []}, {a, [{3, #{}}, {5, x}]},
                            {a, [{3, z}, {1, x}]}, {a, {1, b}}, {a, {0, b}}, {a, {x, b}}, {a, {2}}, {a, {2, b, c}}, {a, x}, {a, [x]},
                            {a, [{2, y} | z]}, {b, {2, x}}, {b, {9, x}}, {b, x}, {a, {1 bsl 70, 1}}, {a, {1.0, 1}}]],
    {Results, ets:lookup(Table, a), ets:info(Table, size)}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, tl(tuple_to_list(setelement(3, hd(Stack), args)))}
    end.
