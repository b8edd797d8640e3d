%% Match specifications written as funs.
-module(ets_fun2ms).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").

main() ->
    Table = ets:new(table, [ordered_set, {keypos, 2}]),
    [true = ets:insert(Table, {employee, N, N rem 4, lists:duplicate(N rem 3, N)}) || N <- lists:seq(1, 30)],
    Factor = 10,
    {ets:select(Table, ets:fun2ms(fun({_, N, 2, _}) when N > 12, N < 24 -> {N, N * Factor} end)),
     ets:select(Table, ets:fun2ms(fun({_, N, _, [H | _]} = Object) when H =:= N, N rem 5 =:= 0 -> {Object, element(3, Object)} end)),
     ets:select_count(Table, ets:fun2ms(fun({_, _, R, L}) when R =:= 0 orelse L =:= [] -> true end)),
     ets:select(Table, ets:fun2ms(fun({_, N, _, _}) when N > 3, not (N > 5) -> #{n => N}; ({_, 20, _, L}) -> L end))}.
