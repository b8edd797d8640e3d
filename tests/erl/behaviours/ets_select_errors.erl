%% What is no match specification, no number and no continuation.
-module(ets_select_errors).
-export([main/0]).

main() ->
    [wrong(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

wrong(Type) ->
    Table = ets:new(Type, [Type, named_table]),
    [true = ets:insert(Table, {Key}) || Key <- lists:seq(1, 9)],
    Specs = [x, [x], [{a, b}], [{a, [], []}], [{{'$1'}, [{foo, 1}], ['$1']}], [{{'$1'}, [], ['$2']}], [{{'$1'}, [], ['$1']} | x], {'_', [], []}],
    [[told(F, [Table, Spec]) || F <- [select, select_reverse, select_count, select_delete, select_replace]] || Spec <- Specs]
        ++ [told(F, [Table, [], Most]) || F <- [select, select_reverse, match, match_object], Most <- [0, -1, x, 1.0, 1 bsl 70]]
        ++ [told(F, [Continuation])
            || F <- [select, select_reverse, match, match_object],
               Continuation <- [x, {}, {Table}, {none, 1}, '$end_of_table', [], {Table, 0, 1, x, [], 0}, {Table, 0, [], 1, x, [], 0, 0}]]
        ++ [told(F, [none, x]) || F <- [select, select_reverse, select_count, select_delete, select_replace, match, match_object, match_delete]]
        ++ [told(F, [none, x, x]) || F <- [select, select_reverse, match, match_object]].

told(F, A) ->
    try apply(ets, F, A)
    catch error:Reason:Stack -> {Reason, setelement(3, hd(Stack), length(A))}
    end.
