%% Timers: what they bring about, and never when.
-module(timers).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1, shuffled/2]).

programs() ->
    [in_order_of_time, cancelled_before, cancelled_after, read_before_and_after, start_timer_names, to_a_name,
     to_a_dead, absolute, timeout_then_message, message_then_timeout, timeout_restarted, asynchronous_cancel, many_timers,
     cancel_every_other, sleepers_sort, watchdog, periodic, retry_with_backoff, timer_outlives_owner, debounce,
     zero_timers, receive_after_in_many, deadline_kept, leases].

in_order_of_time() ->
    [erlang:send_after(N * 8, self(), N) || N <- shuffled(lists:seq(1, 6), in_order)],
    [receive N -> N end || _ <- lists:seq(1, 6)].

%% Left is a number where there is one.
left(Left) when is_integer(Left), Left > 1000 -> a_while;
left(Left) -> Left.

cancelled_before() ->
    R = erlang:send_after(100000, self(), never),
    {left(erlang:cancel_timer(R)), erlang:cancel_timer(R), flush()}.

cancelled_after() ->
    R = erlang:send_after(1, self(), fired),
    Fired = receive fired -> fired end,
    {Fired, erlang:cancel_timer(R), erlang:read_timer(R)}.

read_before_and_after() ->
    R = erlang:start_timer(100000, self(), x),
    Before = left(erlang:read_timer(R)),
    Cancelled = left(erlang:cancel_timer(R)),
    {Before, Cancelled, erlang:read_timer(R), erlang:read_timer(make_ref())}.

start_timer_names() ->
    Rs = [{N, erlang:start_timer(N, self(), {msg, N})} || N <- [2, 1]],
    lists:sort([receive {timeout, R, M} -> {N, M} end || {N, R} <- Rs]).

%% The name counts when the timer fires.
to_a_name() ->
    Self = self(),
    erlang:send_after(10, timers_to_a_name, hello),
    erlang:send_after(1, timers_nobody, hello),
    P = spawn_link(fun() -> register(timers_to_a_name, self()), Self ! registered, receive hello -> Self ! heard end end),
    receive registered -> ok end,
    R = receive heard -> heard after 2000 -> late end,
    {R, is_pid(P)}.

to_a_dead() ->
    {P, _} = S = start(fun() -> ok end),
    normal = ended(S),
    R = erlang:send_after(100000, P, hello),
    Q = erlang:send_after(1, P, hello),
    Left = erlang:cancel_timer(R),
    timer:sleep(3),
    {Left =:= false orelse left(Left) =:= a_while, erlang:cancel_timer(Q), flush()}.

absolute() ->
    Now = erlang:monotonic_time(millisecond),
    Past = erlang:send_after(Now - 100, self(), past, [{abs, true}]),
    Future = erlang:start_timer(Now + 100000, self(), future, [{abs, true}]),
    {receive past -> past end, is_reference(Past), left(erlang:cancel_timer(Future)), flush()}.

timeout_then_message() ->
    Self = self(),
    First = receive go -> go after 1 -> timeout end,
    spawn_link(fun() -> Self ! go end),
    {First, receive go -> go after 5000 -> timeout end}.

message_then_timeout() ->
    self() ! go,
    {receive go -> go after 5000 -> timeout end, receive go -> go after 1 -> timeout end}.

%% Messages that do not fit do not begin the time anew.
timeout_restarted() ->
    Self = self(),
    spawn_link(fun() -> [begin timer:sleep(1), Self ! {noise, N} end || N <- lists:seq(1, 5)] end),
    T = receive nothing_like_this -> no after 40 -> timeout end,
    {T, length(collect(5))}.

asynchronous_cancel() ->
    R = erlang:send_after(100000, self(), never),
    ok = erlang:cancel_timer(R, [{async, true}]),
    First = receive {cancel_timer, R, Left} -> left(Left) end,
    ok = erlang:read_timer(R, [{async, true}]),
    Second = receive {read_timer, R, X} -> X end,
    {First, Second, erlang:cancel_timer(R, [{info, false}])}.

many_timers() ->
    Self = self(),
    [spawn_link(fun() -> [erlang:send_after(erlang:phash2({S, N}, 12), Self, {S, N}) || N <- lists:seq(1, 10)] end) || S <- lists:seq(1, 8)],
    length(lists:usort(collect(80))).

cancel_every_other() ->
    Rs = [erlang:send_after(15 + N rem 3, self(), N) || N <- lists:seq(1, 20)],
    Cancelled = [is_integer(erlang:cancel_timer(R)) || {N, R} <- lists:enumerate(Rs), N rem 2 =:= 0],
    {lists:usort(Cancelled), collect(10)}.

sleepers_sort() ->
    Self = self(),
    L = [5, 3, 8, 1, 9, 2],
    [spawn_link(fun() -> timer:sleep(N * 8), Self ! {awake, N} end) || N <- L],
    [receive {awake, N} -> N end || _ <- L].

%% What does not come to an end in time is killed.
watchdog() ->
    Guard = fun(F, Ms) ->
        {P, M} = start(F),
        receive {'DOWN', M, _, _, Why} -> Why after Ms -> exit(P, kill), {late, ended({P, M})} end
    end,
    [Guard(fun() -> exit(quick) end, 5000), Guard(fun() -> receive never -> ok end end, 5), Guard(fun() -> timer:sleep(1), exit(slow) end, 5000)].

periodic() ->
    Self = self(),
    Clock = spawn_link(fun() -> clock(1, Self) end),
    Ticks = [receive {tick, N} -> N end || _ <- lists:seq(1, 6)],
    unlink(Clock),
    exit(Clock, kill),
    Ticks.
clock(N, To) -> receive stop -> ok after 1 -> To ! {tick, N}, clock(N + 1, To) end.

retry_with_backoff() ->
    Server = spawn_link(fun() -> refusing(3) end),
    retry(Server, 1, []).
refusing(N) -> receive {ask, F, R} when N > 0 -> F ! {R, no}, refusing(N - 1); {ask, F, R} -> F ! {R, yes} end.
retry(Server, Wait, Log) ->
    R = make_ref(),
    Server ! {ask, self(), R},
    receive
        {R, yes} -> lists:reverse([yes | Log]);
        {R, no} -> erlang:send_after(Wait, self(), {again, R}), receive {again, R} -> retry(Server, Wait * 2, [{no, Wait} | Log]) end
    end.

%% A timer fires although who started it is gone.
timer_outlives_owner() ->
    Self = self(),
    normal = ended(start(fun() -> erlang:send_after(3, Self, from_the_grave) end)),
    receive from_the_grave -> heard after 5000 -> not_heard end.

%% Of messages that come close upon each other only the last is taken.
debounce() ->
    Self = self(),
    D = spawn_link(fun() -> receive {value, X} -> settle(X, Self) end end),
    [D ! {value, N} || N <- lists:seq(1, 9)],
    receive {settled, X} -> X end.
settle(X, To) -> receive {value, Y} -> settle(Y, To) after 30 -> To ! {settled, X} end.

zero_timers() ->
    Rs = [erlang:start_timer(0, self(), N) || N <- lists:seq(1, 10)],
    lists:sort([receive {timeout, R, N} -> N end || R <- Rs]).

receive_after_in_many() ->
    lists:sort(gather([fun() -> receive never -> no after N rem 4 -> {timeout, N} end end || N <- lists:seq(1, 30)])).

%% Asks that must be answered by a common deadline: those that are, are.
deadline_kept() ->
    Self = self(),
    Rs = [begin R = make_ref(), spawn(fun() -> N rem 3 =:= 0 andalso receive never -> ok end, Self ! {R, N} end), R end || N <- lists:seq(1, 9)],
    T = erlang:send_after(60, Self, deadline),
    Answers = until_deadline(Rs, []),
    {lists:sort(Answers), erlang:cancel_timer(T)}.
until_deadline(Rs, Acc) -> receive {R, N} -> until_deadline(lists:delete(R, Rs), [N | Acc]); deadline -> Acc end.

%% Leases that are renewed live, others end.
leases() ->
    Self = self(),
    Keeper = spawn_link(fun() -> keeper(#{}, Self) end),
    [Keeper ! {lease, Name, 60} || Name <- [a, b, c]],
    Keeper ! {renew, b},
    Ended = [receive {over, Name} -> Name end || _ <- [1, 2]],
    Keeper ! {end_of, b},
    {lists:sort(Ended), receive {over, b} -> b end}.
keeper(Leases, To) ->
    receive
        {lease, Name, Ms} -> keeper(Leases#{Name => erlang:start_timer(Ms, self(), Name)}, To);
        {renew, Name} -> erlang:cancel_timer(map_get(Name, Leases)), keeper(Leases#{Name => erlang:start_timer(1000000, self(), Name)}, To);
        {end_of, Name} -> erlang:cancel_timer(map_get(Name, Leases)), To ! {over, Name}, keeper(maps:remove(Name, Leases), To);
        {timeout, R, Name} -> R = map_get(Name, Leases), To ! {over, Name}, keeper(maps:remove(Name, Leases), To)
    end.
