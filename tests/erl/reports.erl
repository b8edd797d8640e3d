%% Processes that end with an exception that nobody catches; each is reported.
-module(reports).
-export([main/0, crash/1]).

main() ->
    [begin
         {_, Monitor} = spawn_monitor(?MODULE, crash, [Case]),
         receive {'DOWN', Monitor, _, _, _} -> ok end
     end || Case <- seq(1, 24)],
    {_, Monitor} = spawn_monitor(fun() -> within(fun() -> throw({ball, self() =/= x}) end) end),
    receive {'DOWN', Monitor, _, _, _} -> ok end.

crash(1) -> error(badarith);
crash(2) -> 1 / (length([]));
crash(3) -> {ok, _} = id({error, enoent});
crash(4) -> case id([1, 2, 3]) of {_, _} -> ok end;
crash(5) -> if hd([false]) -> ok end;
crash(6) -> throw(a_ball);
crash(7) -> exit(an_exit_is_not_reported);
crash(8) -> exit(self(), kill);
crash(9) -> nowhere(1, "two", {3});
crash(10) -> no_such_module:f(1, [a]);
crash(11) -> (id(not_a_fun))(1);
crash(12) -> (fun(X) -> X end)(id(1), 2);
crash(13) -> apply(id(atom), f, [1 | 2]);
crash(14) -> atom_to_list(id("text"));
crash(15) -> element(id(7), {a, b});
crash(16) -> maps:get(key, id(not_a_map));
crash(17) -> #{a := _} = id(#{b => 1});
crash(18) -> (id(x))#{k => v};
crash(19) -> error({a_reason_with_much_in_it, seq(1, 60), <<0:400>>, "a string that is long enough to need a line", #{1 => {2, 3}}});
crash(20) -> deep(30);
crash(21) -> try error(first) catch error:first -> error(second) after ok end;
crash(22) -> erlang:raise(error, raised, [{m, f, 3, [{file, "m.erl"}, {line, 7}]}, {m, g, [1, 2], []}]);
crash(23) -> error(with_arguments, [1, "two", {three}]);
crash(24) -> try id(5) of 6 -> ok catch _:_ -> ok end.

nowhere(X, "one", _) -> X.

within(F) -> F(), ok.

deep(0) -> error({'Ünicode', [955], <<"å"/utf8>>});
deep(N) -> [N | deep(N - 1)].

id(X) -> X.

seq(N, Last) when N > Last -> [];
seq(N, Last) -> [N | seq(N + 1, Last)].
