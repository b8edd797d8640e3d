%% References that stand for a process: with and without a monitor, for one message or until they are given up.
-module(proc_alias).
-export([main/0]).

main() -> [plain(), replies(), with_monitors(), tags(), refused()].

got() -> receive Message -> [Message | got()] after 0 -> [] end.

plain() ->
    A = alias(),
    A ! one,
    erlang:send(A, two),
    ok = erlang:send(A, three, [noconnect]),
    B = alias([reply, explicit_unalias]),
    spawn(fun() -> A ! {unalias(A), unalias(B)} end),
    receive {false, false} -> ok end,
    First = got(),
    true = unalias(A),
    A ! four,
    B ! five,
    B ! six,
    make_ref() ! nobody,
    {First, got(), unalias(A), unalias(B), A =:= B, is_reference(A)}.

replies() ->
    A = alias([reply]),
    A ! one,
    A ! two,
    {got(), unalias(A)}.

with_monitors() ->
    Server = fun Serve() -> receive {Alias, N} -> Alias ! {Alias, N * 2}, Serve(); stop -> ok end end,
    Call = fun(Kind) ->
        Pid = spawn(Server),
        M = monitor(process, Pid, [{alias, Kind}]),
        Pid ! {M, 21},
        receive {M, Answer} -> ok end,
        M ! again,
        Pid ! stop,
        Down = receive {'DOWN', M, process, Pid, Why} -> Why after 50 -> none end,
        M ! late,
        {Kind, Answer, Down, lists:sort(got()), unalias(M), demonitor(M, [info])}
    end,
    Dropped = fun(Kind) ->
        Pid = spawn(Server),
        M = monitor(process, Pid, [{alias, Kind}]),
        Was = demonitor(M, [flush, info]),
        M ! late,
        Pid ! stop,
        {Was, got(), unalias(M)}
    end,
    Own = monitor(process, self(), [{alias, explicit_unalias}]),
    Own ! to_me,
    Kinds = [explicit_unalias, demonitor, reply_demonitor],
    {[Call(Kind) || Kind <- Kinds], [Dropped(Kind) || Kind <- Kinds], got(), unalias(Own)}.

tags() ->
    Pid = spawn(fun() -> receive stop -> exit(over) end end),
    A = monitor(process, Pid, [{tag, {ended, "first", [1.5]}}]),
    B = monitor(process, Pid, [{tag, x}, {tag, y}]),
    erlang:garbage_collect(),
    Pid ! stop,
    First = receive {{ended, T, L}, A, process, Pid, Why} -> {T, L, Why} end,
    Second = receive {y, B, process, Pid, over} -> y end,
    C = monitor(process, nobody_of_that_name, [{tag, none}]),
    Third = receive {none, C, process, What, Reason} -> {What, Reason} end,
    D = monitor(process, Pid, [{tag, flushed}]),
    timer:sleep(1),
    {First, Second, Third, demonitor(D, [flush]), got()}.

refused() ->
    Calls = [fun() -> alias(foo) end, fun() -> alias([foo]) end, fun() -> alias([reply | x]) end, fun() -> unalias(foo) end,
        fun() -> unalias(make_ref()) end, fun() -> monitor(process, self(), [{alias, foo}]) end, fun() -> monitor(process, self(), [tag]) end,
        fun() -> monitor(process, self(), foo) end, fun() -> monitor(foo, self(), []) end, fun() -> monitor(foo, self(), [foo]) end,
        fun() -> monitor(process, 1, []) end, fun() -> monitor(process, self(), [{tag, a} | b]) end, fun() -> erlang:send(self(), x, [foo]) end,
        fun() -> erlang:send(nobody_of_that_name, x, []) end, fun() -> erlang:send({nobody_of_that_name, node()}, x, []) end,
        fun() -> erlang:send(1, x, []) end, fun() -> erlang:send(self(), x, [noconnect | y]) end, fun() -> erlang:send(make_ref(), x, [nosuspend]) end],
    [try Call() catch Class:Reason:Trace -> {Class, Reason, place(Trace)} end || Call <- Calls].

place([{M, F, A, Info} | _]) -> {M, F, length(A), proplists:get_value(error_info, Info)}.
