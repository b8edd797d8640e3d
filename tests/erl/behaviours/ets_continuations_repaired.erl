%% A continuation that has been elsewhere has no program any more until it is repaired.
-module(ets_continuations_repaired).
-export([main/0]).

main() ->
    [repaired(Type) || Type <- [set, ordered_set]].

repaired(Type) ->
    Table = ets:new(Type, [Type, named_table]),
    [true = ets:insert(Table, {Key}) || Key <- lists:seq(1, 20)],
    Spec = [{{'$1'}, [], ['$1']}],
    {First, Continuation} = ets:select(Table, Spec, 6),
    Same = ets:repair_continuation(Continuation, Spec) =:= Continuation,
    Away = list_to_tuple([case ets:is_compiled_ms(Part) of true -> make_ref(); false -> Part end || Part <- tuple_to_list(Continuation)]),
    Lost = try ets:select(Away) catch error:badarg -> lost end,
    {Second, _} = ets:select(ets:repair_continuation(Away, Spec)),
    {Same, Lost, length(First), length(Second), lists:sort(First ++ Second) -- lists:seq(1, 20), length(lists:usort(First ++ Second))}.
