%% Objects are copies: what a process puts is what another reads, whatever becomes of it.
-module(ets_messages).
-export([main/0]).

main() ->
    Table = ets:new(table, [public]),
    Self = self(),
    Binary = binary:copy(<<"abc">>, 100),
    {_, Monitor} = spawn_monitor(fun() ->
        Fun = fun(X) -> {X, Binary} end,
        true = ets:insert(Table, [{binary, Binary}, {part, binary:part(Binary, 10, 200)}, {small, <<"small">>}, {bits, <<5:3, 1:70>>},
                                  {function, Fun}, {deep, lists:foldl(fun(N, Acc) -> [N, Acc] end, [], lists:seq(1, 1000))},
                                  {map, maps:from_list([{N, N} || N <- lists:seq(1, 100)])}, {self, Self}]),
        ok
    end),
    receive {'DOWN', Monitor, _, _, normal} -> ok end,
    [{_, Fun}] = ets:lookup(Table, function),
    {Fun(1) =:= {1, Binary}, [ets:lookup(Table, Key) || Key <- [binary, part, small, bits]], ets:lookup_element(Table, map, 2),
     erlang:phash2(ets:lookup(Table, deep)), ets:lookup_element(Table, self, 2) =:= Self}.
