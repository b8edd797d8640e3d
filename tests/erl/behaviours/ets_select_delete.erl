%% Deleting what a match specification says.
-module(ets_select_delete).
-export([main/0]).

main() ->
    [{Type, Fixed, deleted(Type, Fixed)} || Type <- [set, ordered_set, bag, duplicate_bag], Fixed <- [false, true]].

deleted(Type, Fixed) ->
    Table = ets:new(Type, [Type]),
    [true = ets:insert(Table, {Key, Value}) || Key <- lists:seq(1, 30), Value <- [1, 2, 2]],
    true = ets:safe_fixtable(Table, Fixed),
    Counts = [{ets:select_delete(Table, Spec), ets:info(Table, size)}
              || Spec <- [[{{'$1', '_'}, [{'>', '$1', 25}], [true]}], [{{'$1', '_'}, [{'>', '$1', 20}], [x]}], [{{7, '_'}, [], [true]}],
                          [{{7, '_'}, [], [true]}, {{8, '_'}, [], [true]}], [{{'$1', 1}, [], [{'<', '$1', 10}]}], [{{a}, [], [true]}],
                          [{{'$1', 2}, [{'<', '$1', 5}], [true]}]]],
    Deleted = [ets:match_delete(Table, Pattern) || Pattern <- [{9, '_'}, {'_', 3}, {'_'}, x]],
    Left = lists:sort(ets:tab2list(Table)),
    true = ets:safe_fixtable(Table, false),
    {Counts, Deleted, Left, lists:sort(ets:tab2list(Table)) =:= Left, ets:select_delete(Table, [{'_', [], [true]}]), ets:info(Table, size)}.
