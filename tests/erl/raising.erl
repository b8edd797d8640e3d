%% Exceptions in all their ways: classes, reasons, stack traces, handlers. Each case runs in a process of its
%% own, so that the traces are the same wherever the module runs.
-module(raising).
-export([main/0, exported/1]).
-record(point, {x, y}).

main() -> run(cases(), 1).

run([Case | Cases], N) ->
    {Pid, Monitor} = spawn_monitor(fun() -> exit({result, attempt(Case)}) end),
    Result = receive {'DOWN', Monitor, process, Pid, Reason} -> Reason end,
    [{N, Result} | run(Cases, N + 1)];
run([], _) -> [].

attempt(Case) ->
    try Case() of
        Value -> {value, Value}
    catch
        Class:Reason:Trace -> {Class, Reason, Trace}
    end.

exported(1) -> one;
exported(N) when N > 10 -> N.

id(X) -> X.

cases() -> reasons() ++ natives() ++ calls() ++ handlers() ++ raises() ++ catches() ++ traces() ++ records() ++ exits().

reasons() ->
    [fun() -> {ok, _} = id(nothing) end,
     fun() -> 1 = id(1.0) end,
     fun() -> case id(x) of y -> z end end,
     fun() -> case id({1, [2]}) of 1 -> 2; 2 -> 3 end end,
     fun() -> X = id(false), if X -> 1 end end,
     fun() -> Y = id(5), if Y > 6 -> 1; Y < 4 -> 2 end end,
     fun() -> exported(2) end,
     fun() -> ?MODULE:exported(3) end,
     fun() -> local(a, [b]) end,
     fun() -> (id(fun(1) -> ok; (2) -> no end))(3) end,
     fun() -> (id(fun(A, B) when A > B -> ok end))(3, 4) end,
     fun() -> try id(7) of 8 -> ok catch _:_ -> no end end,
     fun() -> try id(7) of 8 -> ok after id(9) end end,
     fun() -> (id(not_a_fun))() end,
     fun() -> (id({a, b}))(1, 2) end,
     fun() -> (id(fun(X) -> X end))() end,
     fun() -> (id(fun() -> x end))(1, 2) end,
     fun() -> (id(fun ?MODULE:exported/1))(1, 2) end,
     fun() -> (id(fun ?MODULE:missing/1))(1) end,
     fun() -> no_module:no_function(1, two) end,
     fun() -> X = no_module:no_function(1, two), {X} end,
     fun() -> ?MODULE:missing() end,
     fun() -> apply(id(no_module), no_function, [[x]]) end,
     fun() -> apply(id(?MODULE), id(exported), id([4])) end,
     fun() -> apply(id(?MODULE), id(exported), id([4, 5])) end,
     fun() -> apply(id("no atom"), id(f), id([])) end,
     fun() -> apply(id(m), id(f), id([a | b])) end,
     fun() -> apply(id(fun(X) -> X end), id([1, 2])) end,
     fun() -> apply(id(fun(X) -> X end), id(no_list)) end,
     fun() -> (id(m)):(id(1))() end,
     fun() -> (id({m}))  :f(1) end,
     fun() -> (id(#{a => 1}))#{b := 2} end,
     fun() -> (id([]))#{b => 2} end,
     fun() -> (id([]))#{b := 2} end,
     fun() -> #{a := X} = id(#{b => 1}), X end,
     fun() -> map_get(id(k), id(#{})) end,
     fun() -> map_get(id(k), id(1)) end,
     fun() -> map_size(id([])) end,
     fun() -> maps:get(id(k), id(#{l => 1})) end,
     fun() -> maps:get(id(k), id(nomap)) end,
     fun() -> maps:put(k, v, id(nomap)) end,
     fun() -> maps:update(k, v, id(#{})) end,
     fun() -> maps:remove(k, id(1)) end,
     fun() -> maps:keys(id(x)) end,
     fun() -> maps:from_list(id([{a, 1}, b])) end,
     fun() -> [X || X <- id(nolist)] end,
     fun() -> [X || X <- id([1, 2 | three])] end,
     fun() -> [X || <<X>> <= id(nobinary)] end,
     fun() -> << <<X>> || X <- id(nolist) >> end,
     fun() -> [X || X <- [1, 2], id(maybe_not)] end,
     fun() -> id(1) andalso ok end,
     fun() -> id(x) orelse ok end,
     fun() -> id(true) and id(1) end,
     fun() -> not id(1) end].

local(b, _) -> ok;
local(c, [_, _]) -> ok.

natives() ->
    [fun() -> id(1) + id(a) end,
     fun() -> id(1) / id(0) end,
     fun() -> id(1) div id(0) end,
     fun() -> id(1.0) rem id(2) end,
     fun() -> - id(a) end,
     fun() -> id(1) bsl id(a) end,
     fun() -> id(1) bsl id(1 bsl 70) end,
     fun() -> bnot id(1.0) end,
     fun() -> id(1.0e308) * id(10.0) end,
     fun() -> float(id(1 bsl 2000)) end,
     fun() -> abs(id(a)) end,
     fun() -> trunc(id(a)) end,
     fun() -> hd(id([])) end,
     fun() -> tl(id(x)) end,
     fun() -> length(id([1 | 2])) end,
     fun() -> element(id(0), id({1})) end,
     fun() -> element(id(2), id({1})) end,
     fun() -> element(id(1), id([1])) end,
     fun() -> setelement(id(2), id({1}), x) end,
     fun() -> tuple_size(id([])) end,
     fun() -> size(id(1)) end,
     fun() -> byte_size(id(1)) end,
     fun() -> bit_size(id([])) end,
     fun() -> binary_part(id(<<1, 2>>), id(1), id(2)) end,
     fun() -> split_binary(id(<<1, 2>>), id(3)) end,
     fun() -> id([a | b]) ++ [c] end,
     fun() -> id([a]) -- id(b) end,
     fun() -> list_to_tuple(id(a)) end,
     fun() -> tuple_to_list(id(a)) end,
     fun() -> lists:member(a, id([b | c])) end,
     fun() -> lists:reverse(id(a), []) end,
     fun() -> lists:keyfind(a, id(0), []) end,
     fun() -> id(pid) ! x end,
     fun() -> id(1) ! x end,
     fun() -> link(id(1)) end,
     fun() -> register(id(undefined), id(1)) end,
     fun() -> register(id("name"), id(1)) end,
     fun() -> unregister(id(nobody_has_it)) end,
     fun() -> whereis(id(1)) end,
     fun() -> exit(id(1), x) end,
     fun() -> monitor(id(process), id(1)) end,
     fun() -> demonitor(id(1)) end,
     fun() -> process_flag(id(no_flag), true) end,
     fun() -> process_flag(trap_exit, id(1)) end,
     fun() -> process_flag(priority, id(1)) end,
     fun() -> {spawn(id(1))} end,
     fun() -> is_pid(spawn(id(fun(X) -> X end))) end,
     fun() -> spawn(id(1), f, []) end,
     fun() -> spawn(m, f, id([a | b])) end,
     fun() -> erlang:send_after(id(-1), id(nobody), x) end,
     fun() -> erlang:send_after(id(a), nobody, x) end,
     fun() -> error(id(reason), id(not_a_list)) end,
     fun() -> monitor(id(proces), x) end,
     fun() -> ended(fun() -> spin(10000, fun spin/2) end) end,
     fun() -> erlang:start_timer(1, id(1), x) end,
     fun() -> erlang:cancel_timer(id(1)) end,
     fun() -> receive after id(a) -> x end end,
     fun() -> receive after id(-1) -> x end end,
     fun() -> receive after id(1 bsl 40) -> x end end,
     fun() -> <<(id(a)):8>> end,
     fun() -> <<(id(1)):(id(-1))>> end,
     fun() -> <<(id(1))/binary>> end,
     fun() -> <<X:4>> = id(<<1>>), X end,
     fun() -> is_process_alive(id(1)) end,
     fun() -> process_info(id(1), links) end,
     fun() -> erlang:make_tuple(id(-1), x) end,
     fun() -> erlang:raise(id(error), id(reason), id(no_trace)) end].

calls() ->
    [fun() -> outer(fun() -> throw(from_fun) end) end,
     fun() -> outer(fun() -> exit({from, fun_}) end) end,
     fun() -> outer(fun() -> error(from_fun) end) end,
     fun() -> outer(fun() -> error(from_fun, [a, b]) end) end,
     fun() -> error(reason, [1, 2, 3]) end,
     fun() -> error(reason, none) end,
     fun() -> error(id(badarg)) end,
     fun() -> erlang:error({complex, [reason]}, [x]) end,
     fun() -> erlang:error(with_options, [x], [{error_info, #{cause => because}}]) end,
     fun() -> erlang:error(with_options, none, [{error_info, #{module => ?MODULE}}]) end,
     fun() -> erlang:error(with_options, none, [bad]) end,
     fun() -> erlang:error(badly, [x | y]) end,
     fun() -> throw({thrown, id(1)}) end,
     fun() -> exit(normal) end,
     fun() -> exit({shutdown, x}) end,
     fun() -> deep(12) end,
     fun() -> tail(12) end,
     fun() -> {result, deep(3)} end].

outer(Fun) -> {outer, inner(Fun)}.

inner(Fun) -> [Fun()].

deep(0) -> error(bottom);
deep(N) -> [N | deep(N - 1)].

tail(0) -> error(bottom);
tail(N) -> tail(N - 1).

handlers() ->
    [fun() -> try throw(x) catch y -> no; x -> yes end end,
     fun() -> try throw(x) catch y -> no end end,
     fun() -> try error(x) catch throw:x -> no; exit:x -> no end end,
     fun() -> try error(x) catch _:x -> any end end,
     fun() -> try exit(x) catch C:R -> {C, R} end end,
     fun() -> try error(x) catch error:x:S -> length(S) > 0 end end,
     fun() -> try id(1) of 1 -> throw(in_of) catch in_of -> no end end,
     fun() -> try id(1) of 1 -> error(in_of) catch _:_ -> no after put(after_, 1) end end,
     fun() -> try throw(a) catch a -> throw(b) end end,
     fun() -> try throw(a) catch a -> throw(b) after put(x, ran) end end,
     fun() -> (catch (try throw(a) after put(x, ran) end)), get(x) end,
     fun() -> try throw(a) after throw(b) end end,
     fun() -> try ok after throw(b) end end,
     fun() -> try exit(a) after error(b) end end,
     fun() -> try ok after ok end end,
     fun() -> try (try error(inner) catch throw:_ -> no end) catch error:inner -> outer end end,
     fun() -> try (try error(inner) after put(order, [1]) end) catch error:inner -> get(order) end end,
     fun() -> nested(5) end,
     fun() -> put(log, []), (catch logged(4)), get(log) end,
     fun() -> try id(1) of X when X > 1 -> big; X when X + a > 1 -> never; _ -> small catch _:_ -> no end end,
     fun() -> try error({a, 1}) catch error:{a, X} when X > 1 -> no; error:{a, X} when X > 0 -> {yes, X} end end,
     fun() -> try error({a, 1}) catch error:{a, X} when X > 1 -> no end end,
     fun() -> loop_with_try(1000, 0) end,
     fun() -> try_in_arguments() end,
     fun() -> case catch error(x) of {'EXIT', {x, [{M, _, _, _} | _]}} -> M end end,
     fun() -> try lists:reverse(id(a), b) catch error:badarg -> caught end end,
     fun() -> try begin self() ! m, receive m -> throw(received) end end catch T -> T end end].

nested(0) -> throw(bottom);
nested(N) -> try nested(N - 1) catch throw:T -> throw({N, T}) end.

logged(0) -> error(end_);
logged(N) -> try logged(N - 1) after put(log, [N | get(log)]) end.

loop_with_try(0, Sum) -> Sum;
loop_with_try(N, Sum) ->
    Value = try check(N) catch throw:{odd, X} -> -X end,
    loop_with_try(N - 1, Sum + Value).

check(N) when N rem 2 =:= 0 -> N;
check(N) -> throw({odd, N}).

try_in_arguments() ->
    {try throw(1) catch X -> X end, catch throw(2), try 3 after ok end, (catch 4) + 0}.

raises() ->
    [fun() -> erlang:raise(error, reason, []) end,
     fun() -> erlang:raise(exit, reason, [{m, f, 1}]) end,
     fun() -> erlang:raise(throw, reason, [{m, f, [a], [{file, "x"}, {line, 7}]}]) end,
     fun() -> erlang:raise(throw, reason, [{fun id/1, [a]}]) end,
     fun() -> erlang:raise(id(no_class), reason, []) end,
     fun() -> erlang:raise(id(error), reason, id(no_list)) end,
     fun() -> erlang:raise(id(error), reason, id([no_entry])) end,
     fun() -> erlang:raise(id(error), reason, id([{m, f}])) end,
     fun() -> erlang:raise(id(error), reason, id([{m, f, a}])) end,
     fun() -> erlang:raise(id(error), reason, id([{m, f, 1, no_list}])) end,
     fun() -> erlang:raise(id(error), reason, id([{m, f, 1} | x])) end,
     fun() -> erlang:raise(id(1), reason, []) end,
     fun() -> try error(first) catch C:R:S -> erlang:raise(C, {again, R}, S) end end,
     fun() -> try deep(2) catch C:R:S -> erlang:raise(C, R, S) end end,
     fun() -> try deep(2) catch _:R:S -> erlang:raise(throw, R, tl(S)) end end,
     fun() -> try (try error(x) catch _:_:S1 -> erlang:raise(exit, y, S1) end) catch C:R:S2 -> {C, R, S2} end end,
     fun() -> catch erlang:raise(throw, thrown, []) end,
     fun() -> catch erlang:raise(exit, left, []) end,
     fun() -> catch erlang:raise(error, failed, []) end,
     fun() -> catch erlang:raise(error, failed, [{m, f, 2}, {m, g, [x], []}]) end].

catches() ->
    [fun() -> catch id(value) end,
     fun() -> catch throw(thrown) end,
     fun() -> catch exit(left) end,
     fun() -> catch error(failed) end,
     fun() -> catch id(1) + id(a) end,
     fun() -> X = (catch exit(a)), Y = (catch throw(X)), {X, Y} end,
     fun() -> catch (catch error(inner)) end,
     fun() -> [catch throw(1), catch exit(2), catch 3] end,
     fun() -> catch exported(5) end,
     fun() -> catch no_module:f() end,
     fun() -> catch throw({'EXIT', fake}) end].

traces() ->
    [fun() -> through(1) end,
     fun() -> through(2) end,
     fun() -> through(3) end,
     fun() -> through(4) end,
     fun() -> try through(1) catch _:_:S -> [{F, A} || {_, F, A, _} <- S] end end,
     fun() -> [through(N) || N <- [9, 1]] end,
     fun() -> {fun through/1, (fun through/1)(1)} end,
     fun() -> apply(fun through/1, [1]) end,
     fun() -> {apply(?MODULE, exported, [5])} end,
     fun() -> X = lists:reverse(a, b), {X} end].

through(1) -> {a, id(1) + id(a)};
through(2) ->
    X = id(1),
    Y = case X of
        1 -> hd(id([]))
    end,
    {X, Y};
through(3) ->
    F = fun(Z) ->
            {Z, element(Z, {})}
        end,
    {F(1)};
through(4) ->
    (fun() ->
        (fun() -> error(nested) end)()
     end)();
through(9) -> 9.

records() ->
    [fun() -> (id({point, 1}))#point.x end,
     fun() -> (id(nothing))#point{x = 1} end,
     fun() -> P = id(#point{x = 1}), P#point.x end,
     fun() -> #point{x = X} = id({point, 1, 2, 3}), X end,
     fun() -> (id({other, 1, 2}))#point.y end].

%% What becomes of exceptions that nobody handles.
exits() ->
    [fun() -> ended(fun() -> error(unhandled) end) end,
     fun() -> ended(fun() -> throw(unhandled) end) end,
     fun() -> ended(fun() -> exit(unhandled) end) end,
     fun() -> ended(fun() -> id(1) + id(a) end) end,
     fun() -> ended(fun() -> deep(20) end) end,
     fun() -> ended(fun() -> no_module:f(1) end) end,
     fun() -> ended(fun() -> {no_module:f(1)} end) end,
     fun() -> ended(fun() -> exported(9) end) end,
     fun() -> ended(fun() -> ok end) end,
     fun() -> ended({no_module, f, [1]}) end,
     fun() -> ended({?MODULE, exported, [6]}) end,
     fun() -> ended({?MODULE, exported, []}) end,
     fun() -> ended({erlang, hd, [[]]}) end,
     fun() -> ended({erlang, exit, [bye]}) end,
     fun() -> ended({erlang, error, [bye]}) end,
     fun() -> ended({erlang, '+', [1, a]}) end].

ended({M, F, A}) -> down(spawn_monitor(M, F, A));
ended(Fun) -> down(spawn_monitor(Fun)).

down({Pid, Monitor}) ->
    receive {'DOWN', Monitor, process, Pid, Reason} -> Reason end.

%% The call of a fun can be the last one, and takes no stack then.
spin(0, _) -> exit(erlang:process_info(self(), message_queue_len));
spin(N, Fun) -> id(N), Fun(N - 1, Fun).
