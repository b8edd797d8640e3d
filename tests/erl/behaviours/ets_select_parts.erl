%% Selecting in parts: together they are the whole, each of the wanted size or what a bucket has beyond.
-module(ets_select_parts).
-export([main/0]).

main() ->
    [{Type, Count, [parts(Type, Count, Most) || Most <- [1, 2, 3, 7, 50, 100, 1000]]}
     || Type <- [set, ordered_set, bag, duplicate_bag], Count <- [0, 1, 7, 100, 1500]].

parts(Type, Count, Most) ->
    Table = ets:new(Type, [Type]),
    [true = ets:insert(Table, {Key}) || Key <- lists:seq(1, Count)],
    Specs = [[{{'$1'}, [], ['$1']}], [{{'$1'}, [{'=:=', {'rem', '$1', 3}, 0}], ['$1']}], [{{5}, [], [five]}], [{{5}, [], [five]}, {{6}, [], [six]}]],
    [begin
         Parts = collect(ets:select(Table, Spec, Most)),
         Reverse = collect(ets:select_reverse(Table, Spec, Most)),
         Whole = lists:sort(lists:append(Parts)) =:= lists:sort(ets:select(Table, Spec)),
         Same = lists:sort(lists:append(Reverse)) =:= lists:sort(ets:select(Table, Spec)),
         {Whole, Same, lists:usort([length(Part) || Part <- droplast(Parts)]),
          Type =:= ordered_set andalso lists:append(Parts) =:= lists:reverse(lists:append(Reverse))}
     end || Spec <- Specs].

droplast([]) -> [];
droplast(List) -> lists:droplast(List).

collect('$end_of_table') -> [];
collect({Part, Continuation}) -> [Part | collect(ets:select(Continuation))].
