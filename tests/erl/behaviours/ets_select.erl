%% What match specifications select, from tables of all types.
-module(ets_select).
-export([main/0]).

main() ->
    [{Type, selected(Type)} || Type <- [set, ordered_set, bag, duplicate_bag]].

selected(Type) ->
    Table = ets:new(Type, [Type]),
    [true = ets:insert(Table, {Key, Key * Key, {x, Key rem 3}}) || Key <- lists:seq(1, 20)],
    [true = ets:insert(Table, Object) || Object <- [{a, 1, "text"}, {b, [1, 2]}, {{t, 1}, x, #{k => v}}, {{t, 2}, y, #{k => w}}, {1.0, z, z}]],
    Specs =
        [[{'_', [], ['$_']}], [{{'$1', '$2', '_'}, [{'>', '$2', 100}], ['$1']}], [{{'$1', '_', {x, 0}}, [], [{{'$1', zero}}]}],
         [{{5, '$1', '_'}, [], ['$1']}], [{{5, '$1', '_'}, [], ['$1']}, {{6, '$1', '_'}, [], [{{six, '$1'}}]}],
         [{{5, '_', '_'}, [], [first]}, {{'$1', '_', '_'}, [{'<', '$1', 4}], [second]}], [{{99, '_', '_'}, [], [never]}],
         [{{{t, '$1'}, '_', '_'}, [], ['$1']}], [{{{t, 2}, '$1', '_'}, [], ['$$']}], [{{'_', '_', #{k => '$1'}}, [], ['$1']}],
         [{{1.0, '$1', '_'}, [], ['$1']}], [{{1, '$1', '_'}, [], ['$1']}], [{{'$1', '$1', '_'}, [], ['$1']}], [],
         [{{'$1', '_', '_'}, [{is_atom, '$1'}], [{element, 3, '$_'}]}], [{{'$1', '_', '_'}, [{'==', '$1', {const, {t, 1}}}], ['$1']}],
         [{'$1', [{'=:=', {size, '$1'}, 2}], ['$1']}], [{{'$1', '_', '_'}, [{hd, '$1'}], ['$1']}], [{not_a_tuple, [], [x]}],
         [{{'$1', '_'}, [], [{tl, '$1'}, '$1']}], [{{'$1', '_', '_'}, [], [{hd, '$1'}]}]],
    [case ets:select(Table, Spec) of
         List when Type =:= ordered_set -> {List, ets:select_reverse(Table, Spec), ets:select_count(Table, Spec)};
         List -> {lists:sort(List), ets:select_reverse(Table, Spec) =:= List, ets:select_count(Table, Spec)}
     end || Spec <- Specs].
