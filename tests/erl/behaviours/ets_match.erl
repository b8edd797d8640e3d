%% Matching with patterns.
-module(ets_match).
-export([main/0]).

main() ->
    [{Type, matched(Type)} || Type <- [set, ordered_set, bag, duplicate_bag]].

matched(Type) ->
    Table = ets:new(Type, [Type]),
    [true = ets:insert(Table, Object) || Object <- [{1, a, x}, {2, b, x}, {3, a, y}, {4, {a, b}}, {"five", [1, 2, 3]}, {6, a, a}, {1, a, x}]],
    Patterns = ['_', '$1', {'$1', '$2', '$3'}, {'$2', '$1', '_'}, {'_', a, '$0'}, {'$1', '$2', '$2'}, {4, {'$1', '_'}}, {"five", ['$1' | '$2']}, {9, '_', '_'},
                {'_'}, x, [], {1, '_', '_'}, {'$7', '$3', '$5'}, {1.0, '_', '_'}],
    [{Pattern, sorted(Type, ets:match(Table, Pattern)), sorted(Type, ets:match_object(Table, Pattern)),
      lists:sort(collect(ets:match(Table, Pattern, 2))) =:= lists:sort(ets:match(Table, Pattern)),
      lists:sort(collect(ets:match_object(Table, Pattern, 2))) =:= lists:sort(ets:match_object(Table, Pattern))} || Pattern <- Patterns].

sorted(ordered_set, List) -> List;
sorted(_, List) -> lists:sort(List).

collect('$end_of_table') -> [];
collect({Part, Continuation}) -> Part ++ collect(ets:match_object(Continuation)).
