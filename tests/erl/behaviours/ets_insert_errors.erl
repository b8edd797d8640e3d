%% What cannot be put into a table.
-module(ets_insert_errors).
-export([main/0]).

main() ->
    Table = ets:new(table, [named_table, {keypos, 2}]),
    Objects = [a, {}, {a}, [{1, 2}, {1}], [{1, 2} | {1, 2}], [{1, 2}, a], [a], 1, <<>>, "ab", {1, 2}, [], [{1, 2}]],
    Results = [{told(fun() -> ets:insert(table, Object) end), told(fun() -> ets:insert_new(table, Object) end)} || Object <- Objects],
    {Results, ets:info(Table, size), [told(fun() -> ets:F(none, A) end) || F <- [insert, insert_new], A <- [[], {a, b}, x]],
     [told(fun() -> ets:delete_object(table, Object) end) || Object <- [x, {}, {1}, {1, 3}, [{1, 2}]]]}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
