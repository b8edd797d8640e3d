%% Counters of objects that are not there yet; the key is the one that was sought.
-module(ets_update_counter_default).
-export([main/0]).

main() ->
    [counted(Type) || Type <- [set, ordered_set]].

counted(Type) ->
    Table = ets:new(Type, [Type, {keypos, 2}]),
    Results =
        [told(fun() -> ets:update_counter(Table, Key, By, Default) end)
         || {Key, By, Default} <-
                [{a, 1, {x, y, 5}}, {a, 1, {x, y, 5}}, {b, {1, 2}, {7, other}}, {c, [{1, 2}, {1, 3}], {7, other}}, {d, {3, 1}, {7, other}},
                 {1, {1, 1}, {0, 1.0}}, {1.0, {1, 1}, {0, 1}}, {e, [], {0, z}}, {f, {1, 1}, {x, z}},
                 {a, {1, 1}, {1, 2}}, {g, {2, 1}, {1, 2}}, {h, {1, 5, 3, 0}, {1, 2}}, {{t, "u"}, {1, 1}, {1, 2, "rest", <<"bin">>}}]],
    {Results, lists:sort([ets:lookup(Table, Key) || Key <- [a, b, c, d, 1, 1.0, e, f, g, h, {t, "u"}]])}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, tl(tuple_to_list(setelement(3, hd(Stack), args)))}
    end.
