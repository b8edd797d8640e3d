%% What every function says of what is no table, of a table that was deleted, and of one that it may not use.
-module(ets_bad_tables).
-export([main/0]).

main() ->
    Gone = ets:new(gone, []),
    true = ets:delete(Gone),
    Self = self(),
    Other = spawn_link(fun() ->
        ets:new(private, [named_table, private]),
        ets:new(protected, [named_table]),
        Self ! ready,
        receive stop -> ok end
    end),
    receive ready -> ok end,
    Calls = [{lookup, [1]}, {member, [1]}, {lookup_element, [1, 1]}, {first, []}, {last, []}, {next, [1]}, {prev, [1]}, {slot, [0]},
             {insert, [{1}]}, {insert_new, [{1}]}, {delete, [1]}, {delete, []}, {delete_object, [{1}]}, {delete_all_objects, []},
             {take, [1]}, {update_counter, [1, 1]}, {update_counter, [1, 1, {1, 1}]}, {update_element, [1, {2, 1}]},
             {rename, [new]}, {give_away, [self(), x]}, {setopts, [{heir, none}]}, {safe_fixtable, [true]}, {info, []},
             {info, [size]}, {whereis, []}],
    Tables = [no_table, 12, "table", Gone, make_ref(), private, protected, self(), {a}],
    Results = [{Table, [{F, told(F, [Table | A])} || {F, A} <- Calls]} || Table <- Tables],
    Other ! stop,
    Results.

told(F, A) ->
    try apply(ets, F, A) of
        Told when is_list(Told) -> length(Told);
        Told -> Told
    catch
        error:Reason:Stack -> {Reason, element(2, hd(Stack)), element(4, hd(Stack))}
    end.
