%% What eunit tests can be: plain ones, generators, fixtures, descriptions, failures of each kind, time limits, skips.
-module(eunit_cases).
-include_lib("eunit/include/eunit.hrl").
-export([run/0]).

%% Reports as text on the standard output, plain and verbose, and as lines of a surefire report's kind.
run() ->
    Plain = eunit:test(?MODULE),
    Verbose = eunit:test([{"in a group", {module, ?MODULE}}], [verbose]),
    Part = eunit:test({generator, fun numbers_test_/0}, [verbose]),
    io:format("~p~n", [{Plain, Verbose, Part}]),
    init:stop(3).

good_test() -> ?assertEqual(3, length([a, b, c])).
matches_test() -> ?assertMatch({ok, _}, {ok, 1}).
raises_test() -> ?assertError(badarith, 1 / id(0)).
prints_test() -> io:format("printed ~p~n", [here]), ?debugVal(id(1)).
wrong_value_test() -> ?assertEqual([1, {a, "b"}], id([1, {a, "c"}])).
wrong_match_test() -> ?assertMatch({ok, _}, id({error, enoent})).
wrong_bool_test() -> ?assert(id(1) > 2).
not_raised_test() -> ?assertException(throw, ball, id(ok)).
other_raised_test() -> ?assertError(badarg, erlang:error(id(oops))).
crash_test() -> id(lists:nth(id(3), [1])).
throw_test() -> throw({a, ball}).
exit_test() -> exit(because).
undefined_test() -> (id(?MODULE)):nowhere(1, 2).
command_test() -> ?assertEqual(id(a), b, "with a comment").

numbers_test_() ->
    [{"number " ++ integer_to_list(N), ?_assert(N rem 3 =/= 0)} || N <- lists:seq(1, 4)].

described_test_() ->
    {"a group", [?_assertEqual(1, id(1)), {"inner", [?_test(ok), ?_assertNot(id(true))]}]}.

setup_test_() ->
    {setup, fun() -> ets:new(shared, [public]) end, fun ets:delete/1,
     fun(T) -> [?_assert(ets:insert(T, {a, 1})), ?_assertEqual([{a, 1}], ets:lookup(T, a))] end}.

foreach_test_() ->
    {foreach, fun() -> put(given, 1), self() end, fun(_) -> erase(given) end,
     [fun(P) -> ?_assertEqual(P, self()) end, fun(_) -> {"of each", ?_assertEqual(2, get(given))} end]}.

failing_setup_test_() ->
    {setup, fun() -> error(no_setup) end, fun(_) -> ok end, fun(_) -> [?_assert(true)] end}.

failing_cleanup_test_() ->
    {setup, fun() -> ok end, fun(_) -> exit(no_cleanup) end, fun(_) -> [?_assert(true)] end}.

spawned_test_() ->
    {spawn, [?_assert(is_process_alive(self())), {spawn, ?_test(exit(kill))}]}.

slow_test_() ->
    {timeout, 0.2, ?_test(timer:sleep(3000))}.

in_order_test_() ->
    {inorder, [?_test(put(n, 1)), ?_assertEqual(1, get(n))]}.

parallel_test_() ->
    {inparallel, 1, [?_assert(true), ?_assert(true)]}.

bad_generator_test_() -> {no, such, thing}.

failing_generator_test_() -> error(generator).

id(X) -> X.
