%% Selecting in parts while the table is fixed and objects go and come.
-module(ets_select_while_changed).
-export([main/0]).

main() ->
    [{Type, walked(Type)} || Type <- [set, ordered_set, bag, duplicate_bag]].

walked(Type) ->
    Table = ets:new(Type, [Type]),
    [true = ets:insert(Table, {Key}) || Key <- lists:seq(1, 500)],
    true = ets:safe_fixtable(Table, true),
    Seen = walk(Table, ets:select(Table, [{{'$1'}, [], ['$1']}], 10)),
    true = ets:safe_fixtable(Table, false),
    {length(Seen), length(lists:usort(Seen)), lists:usort([K || K <- Seen, K =< 500]) =:= lists:seq(1, 500), ets:info(Table, size)}.

walk(_, '$end_of_table') -> [];
walk(Table, {Keys, Continuation}) ->
    [ets:delete(Table, Key) || Key <- Keys],
    Keys ++ walk(Table, ets:select(Continuation)).
