%% The behaviours of the standard library, used by several processes at once.
-module(servers).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1]).

programs() ->
    [server_counts, server_casts, server_continues, server_stops, server_deferred, server_requests, server_timeouts,
     server_named, server_multi_call, statem_door, statem_counts, statem_postpones, statem_timeouts, event_handlers,
     event_swapped, supervisor_permanent, supervisor_transient, supervisor_simple, supervisor_rest, supervisor_intensity,
     supervisor_changed, supervisor_tree, proc_lib_acks, proc_lib_fails, sys_looks_inside, sys_replaces_state, queues_of_jobs,
     rpc_like, pools_by_supervisor].

%% gen_server
init({supervisor, Flags, Children}) -> {ok, {Flags, Children}};
init({statem, State, Data}) -> {ok, State, Data};
init({event, Name}) -> {ok, {Name, []}};
init({continue, N}) -> {ok, N, {continue, {add, 10}}};
init({named, To}) -> To ! {started, self()}, {ok, []};
init({timeout, To}) -> {ok, To, 3};
init(N) -> {ok, N}.

handle_call(get, _, N) -> {reply, N, N};
handle_call({add, M}, _, N) -> {reply, N + M, N + M};
handle_call({later, M}, From, N) -> {noreply, N, {continue, {reply, From, M}}};
handle_call({defer, M}, From, N) -> self() ! {answer, From, M}, {noreply, N};
handle_call(stop, _, N) -> {stop, normal, {stopped, N}, N};
handle_call({crash, Why}, _, _) -> exit(Why);
handle_call(sleep, _, N) -> {reply, asleep, N, hibernate}.

handle_cast({add, M}, N) -> {noreply, N + M};
handle_cast({tell, To}, N) -> To ! {told, N}, {noreply, N};
handle_cast({push, X}, L) -> {noreply, [X | L]}.

handle_info({answer, From, M}, N) -> gen_server:reply(From, {N, M}), {noreply, N};
handle_info(timeout, To) when is_pid(To) -> To ! {server, timed_out}, {noreply, To};
handle_info(_, N) -> {noreply, N}.

handle_continue({add, M}, N) -> {noreply, N + M};
handle_continue({reply, From, M}, N) -> gen_server:reply(From, {N, M}), {noreply, N * 2}.

terminate(_, _) -> ok.
code_change(_, State, _) -> {ok, State}.

server(Args) -> {ok, P} = gen_server:start_link(?MODULE, Args, []), P.

server_counts() ->
    P = server(0),
    gather([fun() -> [gen_server:call(P, {add, N}) || _ <- [1, 2, 3]], ok end || N <- lists:seq(1, 8)]),
    R = gen_server:call(P, get),
    {R, gen_server:stop(P)}.

server_casts() ->
    P = server(0),
    gather([fun() -> [gen_server:cast(P, {add, N}) || _ <- [1, 2, 3]], gen_server:call(P, get) > 0 end || N <- lists:seq(1, 8)]),
    gen_server:call(P, get).

server_continues() ->
    P = server({continue, 1}),
    A = gen_server:call(P, get),
    B = gen_server:call(P, {later, x}),
    {A, B, gen_server:call(P, get)}.

server_stops() ->
    process_flag(trap_exit, true),
    P = server(5),
    Q = server(6),
    A = gen_server:call(P, stop),
    R = receive {'EXIT', P, Why} -> Why end,
    B = try gen_server:call(P, get) catch exit:{Reason, _} -> Reason end,
    ok = gen_server:stop(Q, shutdown, 1000),
    {A, R, B, receive {'EXIT', Q, Last} -> Last end}.

server_deferred() ->
    P = server(100),
    lists:sort(gather([fun() -> gen_server:call(P, {defer, N}) end || N <- lists:seq(1, 10)])).

server_requests() ->
    P = server(0),
    Ids = [gen_server:send_request(P, {add, N}) || N <- lists:seq(1, 6)],
    [case gen_server:receive_response(Id, infinity) of {reply, R} -> R end || Id <- lists:reverse(Ids)].

server_timeouts() ->
    Self = self(),
    P = server({timeout, Self}),
    {receive {server, What} -> What end, is_process_alive(P), try gen_server:call(spawn_link(fun() -> receive never -> ok end end), x, 3) catch exit:{Why, _} -> Why end}.

server_named() ->
    {ok, P} = gen_server:start_link({local, servers_named}, ?MODULE, 1, []),
    Again = gen_server:start_link({local, servers_named}, ?MODULE, 2, []),
    Sums = gather([fun() -> gen_server:call(servers_named, {add, 1}) end || _ <- lists:seq(1, 5)]),
    {case Again of {error, {already_started, P}} -> refused end, lists:sort(Sums), gen_server:stop(servers_named), whereis(servers_named)}.

server_multi_call() ->
    Servers = [server(N) || N <- [1, 2, 3, 4]],
    {gather([fun() -> gen_server:call(S, {add, 10}) end || S <- Servers]), gather([fun() -> gen_server:call(S, sleep) end || S <- Servers]), [gen_server:call(S, get) || S <- Servers]}.

%% gen_statem: a door with a code, by one function for all events.
callback_mode() -> handle_event_function.
handle_event({call, From}, push, closed, N) -> {next_state, open, N + 1, [{reply, From, opened}]};
handle_event({call, From}, push, open, N) -> {next_state, closed, N + 1, [{reply, From, closed}]};
handle_event({call, From}, get, State, N) -> {keep_state_and_data, [{reply, From, {State, N}}]};
handle_event(cast, {enter, _}, closed, _) -> {keep_state_and_data, [postpone]};
handle_event(cast, {enter, N}, open, Sum) -> {keep_state, Sum + N};
handle_event(cast, {lock, Ms, To}, _, N) -> {next_state, locked, N, [{state_timeout, Ms, To}]};
handle_event(state_timeout, To, locked, N) -> To ! {unlocked, N}, {next_state, closed, N};
handle_event({call, _}, _, locked, _) -> {keep_state_and_data, [postpone]};
handle_event(info, {tell, To}, State, N) -> To ! {State, N}, keep_state_and_data.

door(State, N) -> {ok, P} = gen_statem:start_link(?MODULE, {statem, State, N}, []), P.

statem_door() ->
    P = door(closed, 0),
    A = [gen_statem:call(P, push) || _ <- [1, 2, 3]],
    {A, gen_statem:call(P, get), gen_statem:stop(P)}.

statem_counts() ->
    P = door(closed, 0),
    All = gather([fun() -> [gen_statem:call(P, push) || _ <- [1, 2]] end || _ <- lists:seq(1, 6)]),
    {lists:sort(lists:append(All)), gen_statem:call(P, get)}.

statem_postpones() ->
    P = door(closed, 0),
    gather([fun() -> gen_statem:cast(P, {enter, N}) end || N <- lists:seq(10, 20)]),
    Before = gen_statem:call(P, get),
    opened = gen_statem:call(P, push),
    {Before, gen_statem:call(P, get)}.

statem_timeouts() ->
    P = door(open, 7),
    gen_statem:cast(P, {lock, 3, self()}),
    Calls = gather([fun() -> gen_statem:call(P, push) end]),
    {receive {unlocked, N} -> N end, Calls, gen_statem:call(P, get)}.

%% gen_event
events() -> {ok, P} = gen_event:start_link(), P.

event_handlers() ->
    P = events(),
    ok = gen_event:add_handler(P, servers_handler(a), []),
    ok = gen_event:add_handler(P, servers_handler(b), []),
    gather([fun() -> gen_event:notify(P, {note, N}) end || N <- lists:seq(1, 5)]),
    gen_event:sync_notify(P, last),
    Notes = [lists:sort(gen_event:call(P, servers_handler(Id), notes)) || Id <- [a, b]],
    {Notes, gen_event:delete_handler(P, servers_handler(a), gone), gen_event:which_handlers(P) =:= [servers_handler(b)], gen_event:stop(P)}.
servers_handler(Id) -> {servers_events, Id}.

event_swapped() ->
    P = events(),
    ok = gen_event:add_handler(P, servers_handler(a), []),
    gen_event:sync_notify(P, {note, 1}),
    ok = gen_event:swap_handler(P, {servers_handler(a), swap}, {servers_handler(b), []}),
    gen_event:sync_notify(P, {note, 2}),
    {gen_event:call(P, servers_handler(b), notes), gen_event:call(P, servers_handler(a), notes)}.

%% supervisor
spec(Id, Restart, F) -> #{id => Id, start => {?MODULE, start_child, [F]}, restart => Restart, shutdown => 1000}.
start_child(F) -> {ok, proc_lib:spawn_link(F)}.
start_child(F, X) -> {ok, proc_lib:spawn_link(fun() -> F(X) end)}.
waits() -> fun Wait() -> receive {stop, Why} -> exit(Why); {ping, P} -> P ! {pong, self()}, Wait(); return -> ok end end.
supervisor(Strategy, Intensity, Children) ->
    {ok, S} = supervisor:start_link(?MODULE, {supervisor, #{strategy => Strategy, intensity => Intensity, period => 1000}, Children}), S.
child(S, Id) -> {Id, P, _, _} = lists:keyfind(Id, 1, supervisor:which_children(S)), P.
%% The child under that name once it is another one.
next_child(S, Id, Old) -> case child(S, Id) of P when is_pid(P), P =/= Old -> P; _ -> erlang:yield(), next_child(S, Id, Old) end.
crash(S, Id, Why) -> P = child(S, Id), M = monitor(process, P), P ! {stop, Why}, receive {'DOWN', M, _, _, _} -> P end.

supervisor_permanent() ->
    S = supervisor(one_for_one, 20, [spec(Id, permanent, waits()) || Id <- [a, b]]),
    B = child(S, b),
    Old = [begin P = crash(S, a, Why), next_child(S, a, P), P end || Why <- [normal, shutdown, {shutdown, x}]],
    {length(lists:usort(Old)), child(S, b) =:= B, lists:sort(supervisor:count_children(S))}.

supervisor_transient() ->
    S = supervisor(one_for_one, 20, [spec(a, transient, waits()), spec(b, temporary, waits())]),
    crash(S, a, normal),
    crash(S, b, shutdown),
    await(fun() -> proplists:get_value(active, supervisor:count_children(S)) =:= 0 end),
    Left = [{Id, P} || {Id, P, _, _} <- supervisor:which_children(S)],
    {Left, case supervisor:restart_child(S, a) of {ok, P} when is_pid(P) -> again end, supervisor:restart_child(S, b)}.

supervisor_simple() ->
    Self = self(),
    S = supervisor(simple_one_for_one, 5, [#{id => w, start => {?MODULE, start_child, [fun(X) -> Self ! {did, X * X} end]}, restart => temporary}]),
    Pids = gather([fun() -> {ok, P} = supervisor:start_child(S, [N]), is_pid(P) end || N <- lists:seq(1, 8)]),
    Did = collect(8),
    await(fun() -> proplists:get_value(active, supervisor:count_children(S)) =:= 0 end),
    {Pids, Did}.

supervisor_rest() ->
    S = supervisor(rest_for_one, 20, [spec(Id, permanent, waits()) || Id <- [a, b, c]]),
    [A, B, C] = [child(S, Id) || Id <- [a, b, c]],
    crash(S, b, normal),
    [B2, C2] = [next_child(S, b, B), next_child(S, c, C)],
    {child(S, a) =:= A, B2 =/= B, C2 =/= C}.

supervisor_intensity() ->
    process_flag(trap_exit, true),
    S = supervisor(one_for_one, 2, [spec(a, permanent, waits())]),
    {_, _} = lists:foldl(fun(_, {N, P}) -> crash_pid(P), {N + 1, next_or_none(S, P)} end, {0, child(S, a)}, [1, 2, 3]),
    receive {'EXIT', S, Why} -> Why end.
crash_pid(P) -> M = monitor(process, P), P ! {stop, shutdown}, receive {'DOWN', M, _, _, _} -> ok end.
next_or_none(S, Old) -> try next_child(S, a, Old) catch exit:_ -> none end.

supervisor_changed() ->
    S = supervisor(one_for_all, 3, []),
    Added = gather([fun() -> element(1, supervisor:start_child(S, spec(Id, permanent, waits()))) end || Id <- [a, b, c]]),
    Refused = supervisor:start_child(S, spec(a, permanent, waits())),
    Ended = [supervisor:terminate_child(S, Id) || Id <- [a, nobody]],
    Deleted = [supervisor:delete_child(S, Id) || Id <- [a, b, nobody]],
    {Added, element(1, element(2, Refused)), Ended, Deleted, lists:sort([Id || {Id, _, _, _} <- supervisor:which_children(S)])}.

supervisor_tree() ->
    Sub = fun(Id) -> #{id => Id, start => {supervisor, start_link, [?MODULE, {supervisor, #{}, [spec({Id, N}, permanent, waits()) || N <- [1, 2]]}]}, type => supervisor} end,
    process_flag(trap_exit, true),
    S = supervisor(one_for_one, 1, [Sub(a), Sub(b)]),
    Leaves = [P || {_, T, supervisor, _} <- supervisor:which_children(S), {_, P, worker, _} <- supervisor:which_children(T)],
    [P ! {ping, self()} || P <- Leaves],
    Pongs = [receive {pong, P} -> pong end || P <- Leaves],
    Ms = [monitor(process, P) || P <- Leaves],
    exit(S, shutdown),
    {Pongs, receive {'EXIT', S, Why} -> Why end, [receive {'DOWN', M, _, _, R} -> R end || M <- Ms]}.

proc_lib_acks() ->
    lists:sort(gather([fun() -> {ok, P, X} = proc_lib:start_link(?MODULE, acks, [N]), P ! go, X end || N <- lists:seq(1, 6)])).
acks(N) -> proc_lib:init_ack({ok, self(), N * 3}), receive go -> ok end.

proc_lib_fails() ->
    process_flag(trap_exit, true),
    [proc_lib:start_link(?MODULE, fails, [How]) || How <- [exits, returns]].
fails(exits) -> exit(no_luck);
fails(returns) -> ok.

sys_looks_inside() ->
    P = server(42),
    A = sys:get_state(P),
    sys:suspend(P),
    Waits = spawn_link(fun() -> gen_server:call(P, {add, 1}) end),
    M = monitor(process, Waits),
    Nothing = receive {'DOWN', M, _, _, _} -> something after 5 -> nothing end,
    sys:resume(P),
    receive {'DOWN', M, _, _, Why} -> {A, Nothing, Why, sys:get_state(P)} end.

sys_replaces_state() ->
    P = server(1),
    New = gather([fun() -> sys:replace_state(P, fun(N) -> N + M end) > 0 end || M <- [1, 10, 100]]),
    {New, gen_server:call(P, get)}.

queues_of_jobs() ->
    Q0 = queue:from_list(lists:seq(1, 20)),
    Jobs = spawn_link(fun() -> concurrent:server(fun(next, Q) -> case queue:out(Q) of {{value, X}, R} -> {X, R}; {empty, R} -> {none, R} end; (length, Q) -> {queue:len(Q), Q} end, Q0) end),
    Work = fun Work(Acc) -> case concurrent:call(Jobs, next) of none -> Acc; X -> Work([X | Acc]) end end,
    Done = gather([fun() -> Work([]) end || _ <- [1, 2, 3]]),
    {lists:sort(lists:append(Done)) =:= lists:seq(1, 20), concurrent:call(Jobs, length)}.

rpc_like() ->
    [try erpc_like(F) catch C:R -> {C, R} end || F <- [fun() -> 1 + 1 end, fun() -> throw(ball) end, fun() -> exit(bye) end, fun() -> lists:seq(1, 5) end]].
erpc_like(F) ->
    {P, M} = start(fun() -> exit(try {return, F()} catch C:R -> {C, R} end) end),
    case ended({P, M}) of {return, X} -> X; {C, R} -> erlang:raise(C, R, []) end.

pools_by_supervisor() ->
    S = supervisor(one_for_one, 10, [spec(N, permanent, fun() -> concurrent:server(fun(X, Sum) -> {X * X, Sum + 1} end, 0) end) || N <- [1, 2, 3]]),
    gather([fun() -> concurrent:call(child(S, 1 + N rem 3), N) end || N <- lists:seq(1, 12)]).
