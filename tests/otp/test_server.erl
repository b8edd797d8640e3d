%% What OTP's suites call of Common Test's module `test_server`; see runner.erl. There is one node: a case
%% that asks for another is skipped.
-module(test_server).
-export([lookup_config/2, timetrap/1, timetrap_cancel/0, timetrap_cancel/1, timetrap_scale_factor/0, hours/1,
         minutes/1, seconds/1, sleep/1, adjusted_sleep/1, fail/0, fail/1, comment/1, format/1, format/2, format/3,
         messages_get/0, timecall/3, do_times/2, do_times/4, m_out_of_n/3, call_crash/3, call_crash/4,
         call_crash/5, is_cover/0, is_debug/0, is_native/1, is_valgrind/0, is_asan/0, is_commercial/0,
         memory_checker/0, is_release_available/1, temp_name/1, app_test/1, app_test/2, appup_test/1,
         peer_name/2, start_peer/2, start_peer/3, start_peer/5, start_node/3, stop_node/1,
         run_on_shielded_node/2, wait_for_node/1]).

lookup_config(Key, Config) -> proplists:get_value(Key, Config).

%% The runner has one limit for all.
timetrap(_) -> make_ref().
timetrap_cancel() -> ok.
timetrap_cancel(_) -> ok.
timetrap_scale_factor() -> 1.

hours(N) -> trunc(N * 60 * 60 * 1000).
minutes(N) -> trunc(N * 60 * 1000).
seconds(N) -> trunc(N * 1000).

sleep(infinity) -> receive after infinity -> ok end;
sleep({Unit, N}) -> sleep(?MODULE:Unit(N));
sleep(Time) -> receive after trunc(Time) -> ok end.

adjusted_sleep(Time) -> sleep(Time).

-spec fail() -> no_return().
fail() -> erlang:exit(suite_failed).
-spec fail(term()) -> no_return().
fail(Reason) -> erlang:exit({suite_failed, Reason}).

comment(_) -> ok.
format(Format) -> io:format(Format).
format(Format, Args) -> io:format(Format, Args).
format(_Detail, Format, Args) -> io:format(Format, Args).

messages_get() ->
    receive Message -> [Message | messages_get()]
    after 1 -> []
    end.

timecall(Module, Function, Args) ->
    {Microseconds, Value} = timer:tc(Module, Function, Args),
    {Microseconds / 1000000, Value}.

do_times(0, _) -> ok;
do_times(N, Fun) -> Fun(), do_times(N - 1, Fun).
do_times(N, Module, Function, Args) -> do_times(N, fun() -> apply(Module, Function, Args) end).

%% At least M of N calls of the fun must succeed.
m_out_of_n(0, _, _) -> ok;
m_out_of_n(M, 0, _) -> exit({m_out_of_n_failed, {M, left_to_do}});
m_out_of_n(M, N, Fun) ->
    try Fun() of
        _ -> m_out_of_n(M - 1, N - 1, Fun)
    catch
        _:_ -> m_out_of_n(M, N - 1, Fun)
    end.

call_crash(Module, Function, Args) -> call_crash(infinity, any, Module, Function, Args).
call_crash(Time, Module, Function, Args) -> call_crash(Time, any, Module, Function, Args).
call_crash(Time, Expected, Module, Function, Args) ->
    {Pid, Monitor} = spawn_monitor(Module, Function, Args),
    receive
        {'DOWN', Monitor, process, Pid, normal} when Expected =:= any -> exit({wrong_crash_reason, normal});
        {'DOWN', Monitor, process, Pid, Reason} when Expected =:= any; Reason =:= Expected -> ok;
        {'DOWN', Monitor, process, Pid, Reason} -> exit({wrong_crash_reason, Reason})
    after Time ->
            exit(call_crash_timeout)
    end.

is_cover() -> false.
is_debug() -> false.
is_native(_) -> false.
is_valgrind() -> false.
is_asan() -> false.
is_commercial() -> false.
memory_checker() -> none.
is_release_available(_) -> false.
temp_name(Stem) -> Stem ++ integer_to_list(erlang:unique_integer([positive])).

app_test(_) -> skip("the applications' own tests need Common Test").
app_test(App, _) -> app_test(App).
appup_test(App) -> app_test(App).

peer_name(Module, Case) -> lists:concat([Module, "-", Case]).
start_peer(_, _) -> no_node().
start_peer(_, _, _) -> no_node().
start_peer(_, _, _, _, _) -> no_node().
start_node(_, _, _) -> no_node().
stop_node(_) -> true.
run_on_shielded_node(_, _) -> no_node().
wait_for_node(_) -> no_node().

no_node() -> skip("no other nodes").

-spec skip(string()) -> no_return().
skip(Why) -> erlang:throw({skip, Why}).
