%% Aliases: references that stand for a process, in all their modes; receives that wait for a fresh reference.
-module(aliases).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1]).

programs() ->
    [plain_alias, reply_once, reply_race, given_up_early, monitor_explicit, monitor_demonitor, monitor_reply,
     monitor_reply_many, down_ends_alias, calls_by_alias, late_answers, alias_of_dead, passed_on, several_aliases,
     spawn_with_alias, alias_survives_collection, first_answer_wins, markers_skip_old, markers_many, markers_in_loops,
     markers_and_aliases].

echo() -> receive {R, X} -> R ! {R, X * 2}, echo(); stop -> ok end.
settle(P) -> P ! {flushed, self()}, receive {flushed, P} -> ok end.

%% A process that sends what it is told to whom it is told.
sender() -> receive {send, To, X} -> To ! X, sender(); {flushed, F} -> F ! {flushed, self()}, sender() end.
with_sender(F) -> P = spawn_link(fun sender/0), F(fun(To, X) -> P ! {send, To, X} end, fun() -> settle(P) end).

plain_alias() ->
    with_sender(fun(Send, Settle) ->
        A = alias(),
        [Send(A, N) || N <- [1, 2]], Settle(),
        Was = unalias(A),
        [Send(A, N) || N <- [3, 4]], Settle(),
        {Was, unalias(A), flush()}
    end).

reply_once() ->
    with_sender(fun(Send, Settle) ->
        A = alias([reply]),
        [Send(A, N) || N <- [1, 2, 3]], Settle(),
        {flush(), unalias(A)}
    end).

%% Of many that answer through an alias for one answer one comes through.
reply_race() ->
    A = alias([reply]),
    gather([fun() -> A ! {answer, same} end || _ <- lists:seq(1, 10)]),
    flush().

given_up_early() ->
    with_sender(fun(Send, Settle) ->
        A = alias([reply]),
        true = unalias(A),
        Send(A, late), Settle(),
        {flush(), unalias(A)}
    end).

%% What is left of an alias of a monitor when there was an answer, when the process ended, when it was taken back.
mode(Mode) ->
    Answered = begin
        P = spawn(fun echo/0),
        M = monitor(process, P, [{alias, Mode}]),
        P ! {M, 4},
        X = receive {M, Y} -> Y end,
        M ! {M, again},
        P ! stop,
        W = monitor(process, P), receive {'DOWN', W, _, _, _} -> ok end,
        await(fun() -> not is_process_alive(P) end),
        M ! {M, late},
        {X, lists:sort([case T of {'DOWN', M, _, _, Why} -> {down, Why}; {M, What} -> What end || T <- flush()]), unalias(M)}
    end,
    Taken = begin
        Q = spawn(fun echo/0),
        N = monitor(process, Q, [{alias, Mode}]),
        true = demonitor(N),
        N ! {N, 1},
        {[What || {_, What} <- flush()], unalias(N)}
    end,
    {Answered, Taken}.
monitor_explicit() -> mode(explicit_unalias).
monitor_demonitor() -> mode(demonitor).
monitor_reply() -> mode(reply_demonitor).

monitor_reply_many() ->
    P = spawn(fun echo/0),
    Ms = [monitor(process, P, [{alias, reply_demonitor}]) || _ <- lists:seq(1, 15)],
    [P ! {M, N} || {N, M} <- lists:enumerate(Ms), N rem 3 =/= 0],
    Answers = [receive {M, X} -> X end || {N, M} <- lists:enumerate(Ms), N rem 3 =/= 0],
    P ! stop,
    Downs = [receive {'DOWN', M, _, _, Why} -> Why end || {N, M} <- lists:enumerate(Ms), N rem 3 =:= 0],
    {Answers, Downs, flush()}.

down_ends_alias() ->
    P = spawn(fun echo/0),
    M = monitor(process, P, [{alias, demonitor}]),
    P ! stop,
    receive {'DOWN', M, _, _, normal} -> ok end,
    M ! lost,
    {unalias(M), flush()}.

%% Calls as gen:call makes them.
call(P, X, Timeout) ->
    M = monitor(process, P, [{alias, reply_demonitor}]),
    P ! {M, X},
    receive {M, Y} -> {ok, Y}; {'DOWN', M, _, _, Why} -> {error, Why}
    after Timeout ->
        demonitor(M, [flush]),
        receive {M, Y} -> {ok, Y} after 0 -> timeout end
    end.

calls_by_alias() ->
    P = spawn(fun echo/0),
    Answers = [call(P, N, infinity) || N <- lists:seq(1, 12)],
    P ! stop,
    W = monitor(process, P), receive {'DOWN', W, _, _, _} -> ok end,
    {Answers, call(P, 1, infinity), flush(), process_info(self(), monitors)}.

%% No late answer comes after a call that has timed out.
late_answers() ->
    P = spawn(fun Loop() -> receive {R, X} -> receive go -> R ! {R, X} end, Loop() end end),
    First = [call(P, N, 2) || N <- [1, 2, 3]],
    [P ! go || _ <- [1, 2, 3, 4]],
    {First, call(P, 4, infinity), flush()}.

alias_of_dead() ->
    Self = self(),
    {P, M} = start(fun() -> Self ! {alias, alias()}, receive stop -> ok end end),
    A = receive {alias, X} -> X end,
    P ! stop,
    normal = ended({P, M}),
    {A ! nobody_hears, flush()}.

%% An alias goes through hands and others give answers through it.
passed_on() ->
    A = alias(),
    Last = spawn_link(fun() -> receive {go, B, L} -> B ! {came, [last | L]} end end),
    First = lists:foldl(fun(N, Next) -> spawn_link(fun() -> receive {go, B, L} -> Next ! {go, B, [N | L]} end end) end, Last, lists:seq(1, 6)),
    First ! {go, A, []},
    {receive {came, L} -> L end, unalias(A)}.

several_aliases() ->
    As = [alias() || _ <- lists:seq(1, 5)],
    [unalias(A) || {N, A} <- lists:enumerate(As), N rem 2 =:= 0],
    gather([fun() -> A ! {through, N}, ok end || {N, A} <- lists:enumerate(As)]),
    lists:sort(flush()).

spawn_with_alias() ->
    Self = self(),
    {P, M} = spawn_opt(fun() -> receive {alias, R} -> R ! {R, hello}, R ! {R, twice}, Self ! done end end, [{monitor, [{alias, reply_demonitor}]}]),
    P ! {alias, M},
    Hello = receive {M, X} -> X end,
    receive done -> ok end,
    W = monitor(process, P), receive {'DOWN', W, _, _, _} -> ok end,
    {Hello, flush()}.

alias_survives_collection() ->
    A = alias(),
    L = [lists:seq(1, N) || N <- lists:seq(1, 40)],
    garbage_collect(),
    spawn_link(fun() -> A ! {sum, lists:sum([length(X) || X <- L])} end),
    receive {sum, S} -> {S, length(L), unalias(A)} end.

%% Several are asked the same; one answer counts.
first_answer_wins() ->
    Pids = [spawn_link(fun() -> receive {R, X} -> R ! {R, X + 1} end end) || _ <- lists:seq(1, 8)],
    A = alias([reply]),
    [P ! {A, 41} || P <- Pids],
    Answer = receive {A, X} -> X end,
    Ms = [monitor(process, P) || P <- Pids],
    [receive {'DOWN', M, _, _, _} -> ok end || M <- Ms],
    {Answer, flush(), unalias(A)}.

%% A receive for a reference made just before does not look at what came earlier, and leaves it in order.
markers_skip_old() ->
    [self() ! {old, N} || N <- lists:seq(1, 200)],
    R = make_ref(),
    self() ! {R, new},
    receive {R, X} -> {X, [N || {old, N} <- flush()] =:= lists:seq(1, 200)} end.

markers_many() ->
    P = spawn_link(fun echo/0),
    [self() ! N || N <- lists:seq(1, 50)],
    Rs = [begin R = make_ref(), P ! {R, N}, R end || N <- lists:seq(1, 3)],
    % The echo sends to the reference, which is nobody's.
    _ = Rs,
    Answers = [begin R = alias([reply]), P ! {R, N}, receive {R, X} -> X end end || N <- lists:seq(1, 20)],
    {Answers, length(flush())}.

markers_in_loops() ->
    Self = self(),
    P = spawn_link(fun Loop() -> receive {F, R, N} -> F ! {noise, N}, F ! {R, N * N}, Loop() end end),
    Loop = fun Loop(0, Sum) -> Sum; Loop(N, Sum) -> R = make_ref(), P ! {Self, R, N}, receive {R, M} -> Loop(N - 1, Sum + M) end end,
    {Loop(25, 0), [N || {noise, N} <- flush()]}.

%% A receive for a fresh reference with other clauses looks at all messages.
markers_and_aliases() ->
    self() ! urgent,
    P = spawn_link(fun echo/0),
    A = alias([reply]),
    P ! {A, 21},
    First = receive {A, X} -> X; urgent -> urgent end,
    {First, receive {A, Y} -> Y end, flush()}.
