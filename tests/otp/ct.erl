%% What OTP's suites call of Common Test's module `ct`; see runner.erl.
-module(ct).
-export([fail/1, fail/2, log/1, log/2, log/3, log/4, log/5, pal/1, pal/2, pal/3, pal/4, print/1, print/2,
         comment/1, comment/2, timetrap/1, get_timetrap_info/0, sleep/1, get_config/1, get_config/2,
         get_config/3, require/1, require/2, get_status/0, get_progname/0, capture_start/0, capture_stop/0,
         capture_get/0, capture_get/1]).

-spec fail(term()) -> no_return().
fail(Reason) -> erlang:exit({test_case_failed, Reason}).

-spec fail(io:format(), [term()]) -> no_return().
fail(Format, Args) -> fail(lists:flatten(io_lib:format(Format, Args))).

log(Format) -> log(Format, []).
log(Format, Args) -> io:format(Format ++ "~n", Args).
log(Importance, Format, Args) when is_integer(Importance) -> log(Format, Args);
log(_Category, Format, Args) -> log(Format, Args).
log(_Category, _Importance, Format, Args) -> log(Format, Args).
log(_Category, _Importance, Format, Args, _Options) -> log(Format, Args).

pal(Format) -> log(Format).
pal(Format, Args) -> log(Format, Args).
pal(Category, Format, Args) -> log(Category, Format, Args).
pal(Category, Importance, Format, Args) -> log(Category, Importance, Format, Args).

print(Format) -> log(Format).
print(Format, Args) -> log(Format, Args).

comment(_) -> ok.
comment(_, _) -> ok.

%% The runner has one limit for all.
timetrap(_) -> ok.
get_timetrap_info() -> {60000, {false, 1}}.

sleep(Time) -> test_server:sleep(Time).

%% There is no configuration.
get_config(_) -> undefined.
get_config(_, Default) -> Default.
get_config(_, Default, _) -> Default.
require(Name) -> {error, {not_available, Name}}.
require(_, Name) -> require(Name).
get_status() -> no_tests_running.

get_progname() ->
    case init:get_argument(progname) of
        {ok, [[Name | _] | _]} -> Name;
        _ -> "erl"
    end.

capture_start() ->
    group_leader() ! {capture, self()},
    ok.

capture_stop() ->
    group_leader() ! {capture, none},
    ok.

capture_get() -> capture_get([]).

%% The group leader has sent everything before the writer was answered.
capture_get(_Exclude) ->
    receive {captured, Text} -> [Text | capture_get([])]
    after 50 -> []
    end.
