%% otp: 29
%% Native records in messages, as arguments of a new process, in its dictionary and as its reason to end.
-module(records_messages).
-export([main/0]).
-record #m{from, what}.

main() ->
    Self = self(),
    Free = records:create(nowhere, r, [{b, <<0:800>>}, {a, lists:seq(1, 20)}], #{is_exported => true}),
    {Pid, Monitor} = spawn_monitor(fun() -> serve([]) end),
    Pid ! #m{from = Self, what = Free},
    First = receive #m{from = Pid, what = Back} -> Back =:= Free end,
    Pid ! #m{from = Self, what = #m{from = inner, what = {[]}}},
    Second = receive #_{what = #m{from = Inner} = What} -> {Inner, What} end,
    Pid ! stop,
    Third = receive {'DOWN', Monitor, process, Pid, Reason} -> {length(Reason#m.what), Reason#m.from =:= Free} end,
    put(record, Free),
    [First, Second, Third, get(record) =:= Free].

serve(Got) ->
    receive
        #m{from = From, what = What} ->
            From ! #m{from = self(), what = What},
            serve([What | Got]);
        stop -> exit(#m{from = lists:last(Got), what = Got})
    end.
