%% The order in which parts come, of tables that are no ordered sets.
-module(ets_select_order).
-export([main/0]).

main() ->
    [{Type, Most, parts(Type, Most)} || Type <- [set, bag, duplicate_bag], Most <- [1, 2, 5, 100]].

parts(Type, Most) ->
    Table = ets:new(Type, [Type]),
    [true = ets:insert(Table, {Key rem 5, Key}) || Key <- lists:seq(1, 60)],
    [true = ets:insert(Table, {Key, Key}) || Key <- lists:seq(1, 300)],
    Spec = [{{'$1', '$2'}, [{'<', '$1', 40}], [{{'$1', '$2'}}]}],
    {ets:select(Table, Spec), [collect(ets:F(Table, Spec, Most)) || F <- [select, select_reverse]],
     collect(ets:match(Table, {'$1', 7}, Most)), collect(ets:match_object(Table, {3, '_'}, Most)), ets:tab2list(Table)}.

collect('$end_of_table') -> [];
collect({Part, Continuation}) -> [Part | collect(ets:match(Continuation))].
