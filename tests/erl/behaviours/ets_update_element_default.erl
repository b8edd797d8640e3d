%% otp: 27
%% Elements of objects that are not there yet.
-module(ets_update_element_default).
-export([main/0]).

main() ->
    [changed(Type) || Type <- [set, ordered_set, bag]].

changed(Type) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, {a, 1, 10, "text"}),
    Results =
        [told(fun() -> ets:update_element(Table, Key, What, Default) end)
         || {Key, What, Default} <- [{a, {2, new}, {x, y}}, {b, {2, new}, {x, y}}, {c, [{2, p}, {3, q}], {x, y, z, w}}, {d, {3, new}, {x, y}},
                                     {d, {1, new}, {x, y}}, {d, x, {x, y}}, {d, [], {x, y}}]],
    {Results, [ets:lookup(Table, Key) || Key <- [a, b, c, d]], ets:info(Table, size)}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, tl(tuple_to_list(setelement(3, hd(Stack), args)))}
    end.
