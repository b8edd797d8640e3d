%% Where processes are that wait, hibernate or have not begun.
-module(process_current_function).
-export([main/0, waiting/1, sleeping/0]).

main() ->
    Waiting = spawn(fun() -> nested(1) end),
    Hibernating = spawn(?MODULE, waiting, [hibernate]),
    New = spawn(?MODULE, sleeping, []),
    Begun = [where(New, current_function), where(New, current_location), where(New, current_stacktrace)],
    receive after 1 -> ok end,
    [Begun, where(Waiting, current_function), where(Waiting, current_stacktrace), where(Waiting, current_location),
     where(Hibernating, current_function), where(Hibernating, current_stacktrace), where(Hibernating, current_location),
     where(New, current_function), where(New, current_stacktrace),
     process_info(Waiting, [current_function, current_stacktrace]) =:=
         [process_info(Waiting, current_function), process_info(Waiting, current_stacktrace)]].

where(Pid, Item) -> process_info(Pid, Item).

nested(N) ->
    ok = inner(N + 1),
    N.

inner(_) ->
    receive stop -> ok end.

waiting(hibernate) -> erlang:hibernate(?MODULE, sleeping, []).

sleeping() -> receive stop -> ok end.
