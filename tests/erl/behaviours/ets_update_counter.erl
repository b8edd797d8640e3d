%% Counters: all forms of what is added, with bounds, in lists, of large numbers.
-module(ets_update_counter).
-export([main/0]).

main() ->
    [counted(Type) || Type <- [set, ordered_set]].

counted(Type) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, [{a, 1, 10, 100, x, 1.5}, {big, 1 bsl 80}, {small, (1 bsl 59) - 1}]),
    Results =
        [told(fun() -> ets:update_counter(Table, Key, By) end)
         || {Key, By} <- [{a, 1}, {a, -5}, {a, {2, 3}}, {a, {3, -4}}, {a, [{2, 1}, {3, 1}, {4, 1}]}, {a, [{2, 1}, {2, 1}, {2, -7}]},
                          {a, []}, {a, {2, 5, 3, 0}}, {a, {2, 5, 30, 0}}, {a, {2, -5, 3, 100}}, {a, {2, -5, 30, 31}}, {a, {2, 0, 3, 7}},
                          {a, [{2, 1, 0, 5}, {2, 1, 100, 0}]}, {a, {2, 1 bsl 70}}, {a, {2, -(1 bsl 70)}}, {a, {2, 1, 1 bsl 70, 0}},
                          {a, {2, 1, -(1 bsl 70), 1 bsl 80}}, {big, 1}, {big, -(1 bsl 80)}, {small, 1}, {small, 1}, {small, -2},
                          {a, {5, 1}}, {a, {6, 1}}, {a, {7, 1}}, {a, {1, 1}}, {a, {0, 1}}, {a, {-1, 1}}, {a, {x, 1}}, {a, {2, x}},
                          {a, {2, 1.0}}, {a, {2, 1, x, 0}}, {a, {2, 1, 0, x}}, {a, {2, 1, 0}}, {a, {}}, {a, x}, {a, [x]}, {a, [{2, 1} | x]},
                          {a, [{2, 1}, {9, 1}]}, {a, [{2, 1}, {1, 1}]}, {a, 1.5}, {a, {1 bsl 70, 1}}, {nope, 1}, {nope, x}]],
    {Results, ets:lookup(Table, a), ets:lookup(Table, big), ets:lookup(Table, small)}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, tl(tuple_to_list(setelement(3, hd(Stack), args)))}
    end.
