%% Calls of gen_server, gen_statem, gen_event, gen_fsm, gen, supervisor, supervisor_bridge, sys and proc_lib.
-module(stdlib_processes).
-behaviour(gen_server).
-export([main/0]).
-export([init/1, handle_call/2, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, handle_event/2, terminate/2, code_change/3, callback_mode/0, off/3, on/3, locked/3, worker/1, bridged/1]).
-define(T(Call), told(fun() -> Call end)).

main() -> [servers(), statems(), events(), generic(), supervised(), bridges(), started(), asked(), errors()].

%% The callbacks of gen_server, gen_event and the supervisors; that of gen_statem begins with its name.
init({server, ignore}) -> ignore;
init({server, {stop, Why}}) -> {stop, Why};
init({server, {throw, Term}}) -> throw({ok, Term});
init({server, {continue, N}}) -> {ok, N, {continue, {add, 5}}};
init({server, {timeout, N}}) -> {ok, N, 60000};
init({server, {soon, N}}) -> {ok, N, 5};
init({server, {hibernate, N}}) -> {ok, N, hibernate};
init({server, N}) -> {ok, N};
init({statem, Data}) -> {ok, off, Data};
init({supervisor, Flags, Children}) -> {ok, {Flags, Children}};
init({supervisor, ignore}) -> ignore;
init({bridge, Pid}) -> {ok, Pid, bridge_state};
init({bridge, error, Why}) -> {error, Why};
init({event, State}) -> {ok, State};
init({{event, Args}, Before}) -> {ok, {Args, Before}};
init(Other) -> {error, Other}.

handle_call(get, _, N) -> {reply, N, N};
handle_call({add, M}, _, N) -> {reply, N + M, N + M};
handle_call(from_later, From, N) -> gen_server:reply(From, later), {noreply, N};
handle_call(continue, From, N) -> {noreply, N, {continue, {reply, From}}};
handle_call(hibernate, _, N) -> {reply, asleep, N, hibernate};
handle_call(silence, _, N) -> {noreply, N};
handle_call(timeout, _, N) -> {reply, soon, N, 60000};
handle_call(stop, _, N) -> {stop, normal, stopped, N};
handle_call({stop_with, Why}, _, N) -> {stop, Why, N};
handle_call(bad, _, _) -> no_reply_at_all.

handle_call(get, State) -> {ok, {state, State}, State}.

handle_cast({add, M}, N) -> {noreply, N + M};
handle_cast({tell, Pid}, N) -> Pid ! {told, N}, {noreply, N, hibernate};
handle_cast(stop, N) -> {stop, normal, N}.

handle_info({tell, Pid}, N) -> Pid ! {informed, N}, {noreply, N};
handle_info(timeout, N) -> {noreply, N + 1000};
handle_info({ask, Pid}, State) -> Pid ! {event_state, State}, {ok, State};
handle_info(_, N) -> {noreply, N}.

handle_continue({add, M}, N) -> {noreply, N + M};
handle_continue({reply, From}, N) -> gen_server:reply(From, {continued, N}), {noreply, N}.

handle_event({tell, Pid}, State) -> Pid ! {noticed, State}, {ok, State};
handle_event({add, Term}, State) -> {ok, [Term | State]};
handle_event(remove, _) -> remove_handler.

terminate(Why, Pid) when is_pid(Pid) -> Pid ! {bridge_ends, Why};
terminate(Why, State) -> {last, Why, State}.

code_change(_, State, Extra) -> {ok, {changed, State, Extra}}.

callback_mode() -> state_functions.

off(cast, push, N) -> {next_state, on, N + 1, [{state_timeout, 60, over}]};
off({call, From}, get, N) -> {keep_state_and_data, [{reply, From, {off, N}}]};
off({call, From}, {lock, Ms}, N) -> {next_state, locked, N, [{reply, From, locking}, {{timeout, lock}, Ms, unlock}]};
off({call, From}, stop, N) -> {stop_and_reply, normal, [{reply, From, {bye, N}}]};
off(info, {tell, Pid}, N) -> Pid ! {statem, off, N}, keep_state_and_data;
off(cast, sleep, _) -> {keep_state_and_data, [hibernate]};
off(internal, more, N) -> {keep_state, N + 100};
off(cast, insert, N) -> {keep_state, N, [{next_event, internal, more}, {timeout, 30, idle}]};
off(timeout, idle, N) -> {keep_state, N + 10000}.

on(cast, push, N) -> {next_state, off, N + 1};
on(state_timeout, over, N) -> {next_state, off, N + 50};
on({call, From}, get, N) -> {keep_state, N, [{reply, From, {on, N}}]};
on({call, _}, _, _) -> {keep_state_and_data, [postpone]};
on(info, {tell, Pid}, N) -> Pid ! {statem, on, N}, keep_state_and_data.

locked({timeout, lock}, unlock, N) -> {next_state, off, N};
locked(_, _, _) -> {keep_state_and_data, [postpone]}.

servers() ->
    {ok, A} = gen_server:start_link(?MODULE, {server, 1}, []),
    {ok, B} = gen_server:start_link({local, a_server}, ?MODULE, {server, {continue, 2}}, []),
    {ok, {C, M}} = gen_server:start_monitor(?MODULE, {server, {hibernate, 3}}, []),
    {ok, D} = gen_server:start(?MODULE, {server, {timeout, 4}}, [{timeout, 1000}, {spawn_opt, [{priority, high}]}]),
    Calls = [?T(gen_server:call(S, Request)) || Request <- [get, {add, 5}, from_later, continue, hibernate, get, timeout], S <- [A, a_server, C, D]],
    [gen_server:cast(S, {add, 7}) || S <- [A, B, C, D, a_server, {a_server, node()}, nobody_of_that_name]],
    gen_server:cast(A, {tell, self()}),
    A ! {tell, self()},
    Told = [receive {told, N} -> {told, N}; {informed, N} -> {informed, N} after 100 -> none end || _ <- [1, 2]],
    Request = gen_server:send_request(A, get),
    Asked = [gen_server:wait_response(Request, 1000), gen_server:wait_response(gen_server:send_request(B, get), 1000), gen_server:receive_response(gen_server:send_request(A, {add, 1}), 1000),
        gen_server:wait_response(gen_server:send_request(A, silence), 2), gen_server:check_response(foo, gen_server:send_request(A, silence))],
    Ids = gen_server:reqids_add(gen_server:send_request(A, get), first, gen_server:send_request(B, get, second, gen_server:reqids_new())),
    Two = [lists:sort([N || {_, N} <- gen_server:reqids_to_list(Ids)]), gen_server:reqids_size(Ids)],
    {Three, Left} = collected(Ids),
    Multi = [gen_server:multi_call([node()], a_server, get), gen_server:multi_call([node()], a_server, get, 1000), gen_server:abcast(a_server, {add, 1}), gen_server:abcast([node()], a_server, {add, 1})],
    {ok, E} = gen_server:start(?MODULE, {server, {soon, 5}}, []),
    timer:sleep(100),
    Timed = [?T(gen_server:call(A, silence, 2)), ?T(gen_server:call(E, get))],
    Stopped = [?T(gen_server:stop(A)), ?T(gen_server:call(B, stop)), ?T(gen_server:stop(C, shutdown, 1000)), receive {'DOWN', M, process, C, Why} -> Why end, ?T(gen_server:stop(D)),
        ?T(gen_server:call(A, get)), ?T(gen_server:call(a_server, get)), ?T(gen_server:stop(a_server)), ?T(gen_server:call(self(), get))],
    Not = [?T(gen_server:start(?MODULE, {server, Begin}, [])) || Begin <- [ignore, {stop, normal}, {stop, shutdown}, {throw, 5}]],
    Names = [?T(begin {ok, P} = gen_server:start({local, taken}, ?MODULE, {server, 1}, []), R = gen_server:start({local, taken}, ?MODULE, {server, 1}, []), gen_server:stop(P), R =:= {error, {already_started, P}} end)],
    {Calls, Told, Asked, Two, lists:sort(Three), Left, Multi, Timed, Stopped, Not, Names}.

collected(Ids) ->
    case gen_server:receive_response(Ids, 1000, true) of
        no_request -> {[], gen_server:reqids_size(Ids)};
        {Answer, Label, Rest} -> {More, Left} = collected(Rest), {[{Answer, Label} | More], Left}
    end.

statems() ->
    {ok, A} = gen_statem:start_link(?MODULE, {statem, 0}, []),
    {ok, B} = gen_statem:start({local, a_statem}, ?MODULE, {statem, 10}, []),
    {ok, {C, M}} = gen_statem:start_monitor(?MODULE, {statem, 20}, []),
    Get = fun() -> [?T(gen_statem:call(S, get)) || S <- [A, a_statem, C]] end,
    First = Get(),
    [gen_statem:cast(S, push) || S <- [A, B, C]],
    Second = Get(),
    A ! {tell, self()},
    Third = receive {statem, State, N} -> {State, N} after 100 -> none end,
    timer:sleep(150),
    Fourth = Get(),
    [gen_statem:cast(S, sleep) || S <- [A, B, C]],
    Locking = [?T(gen_statem:call(A, {lock, 20})), ?T(gen_statem:call(A, get)), ?T(gen_statem:call(B, {lock, 60000}, 1000)), ?T(gen_statem:call(B, get, 2)), ?T(gen_statem:call(B, get, {dirty_timeout, 2}))],
    gen_statem:cast(C, insert),
    Fifth = ?T(gen_statem:call(C, get)),
    timer:sleep(150),
    Sixth = ?T(gen_statem:call(C, get)),
    Requests = [gen_statem:wait_response(gen_statem:send_request(C, get)), gen_statem:receive_response(gen_statem:send_request(C, get), 1000), gen_statem:wait_response(gen_statem:send_request(A, get), 1000),
        gen_statem:check_response(x, gen_statem:send_request(A, get)), gen_statem:reqids_size(gen_statem:reqids_new()), gen_statem:reqids_to_list(gen_statem:reqids_new())],
    Stopped = [?T(gen_statem:call(C, stop)), receive {'DOWN', M, process, C, Why} -> Why end, ?T(gen_statem:stop(A)), ?T(gen_statem:stop(B, shutdown, 1000)), ?T(gen_statem:call(A, get)), ?T(gen_statem:stop(a_statem)),
        ?T(gen_statem:reply({self(), make_ref()}, x)), ?T(gen_statem:reply([{reply, {self(), tag}, y}])), got()],
    {First, Second, Third, Fourth, Locking, Fifth, Sixth, Requests, Stopped}.

got() -> receive Message -> [Message | got()] after 0 -> [] end.

events() ->
    {ok, A} = gen_event:start_link(),
    {ok, B} = gen_event:start({local, an_event_manager}),
    Adding = [?T(gen_event:add_handler(A, H, Args)) || {H, Args} <- [{?MODULE, {event, []}}, {{?MODULE, second}, {event, [1]}}, {?MODULE, {event, x}}, {{?MODULE, third}, wrong}, {no_such_module, []}]],
    More = [?T(gen_event:add_sup_handler(B, {?MODULE, N}, {event, [N]})) || N <- [1, 2, 3]],
    Which = [lists:sort(gen_event:which_handlers(M)) || M <- [A, B, an_event_manager]],
    Notified = [?T(gen_event:F(M, E)) || F <- [notify, sync_notify], M <- [A, an_event_manager, nobody_of_that_name], E <- [{add, x}, {tell, self()}]],
    timer:sleep(1),
    Told = lists:sort(got()),
    Calls = [?T(gen_event:call(A, ?MODULE, get)), ?T(gen_event:call(A, no_such_handler, get)), ?T(gen_event:call(A, ?MODULE, get, 1000))],
    Changed = [?T(gen_event:swap_handler(B, {{?MODULE, 1}, why}, {{?MODULE, 4}, {event, new}})), ?T(gen_event:swap_sup_handler(B, {{?MODULE, 2}, why}, {{?MODULE, 5}, {event, new}})),
        ?T(gen_event:delete_handler(A, {?MODULE, second}, done)), ?T(gen_event:delete_handler(A, {?MODULE, second}, done)), ?T(gen_event:notify(A, remove)), gen_event:which_handlers(A), lists:sort(gen_event:which_handlers(B))],
    Request = gen_event:send_request(B, {?MODULE, 4}, get),
    Asked = gen_event:receive_response(Request, 1000),
    Stopped = [?T(gen_event:stop(A)), ?T(gen_event:stop(B, shutdown, 1000)), lists:sort(got()), ?T(gen_event:which_handlers(A)), ?T(gen_event:stop(nobody_of_that_name))],
    {Adding, More, Which, Notified, Told, Calls, Changed, Asked, Stopped}.

%% What the behaviours have in common.
generic() ->
    {ok, A} = gen_server:start({local, in_common}, ?MODULE, {server, 1}, []),
    Calls = [?T(gen:call(S, '$gen_call', get)) || S <- [A, in_common, {in_common, node()}, nobody_of_that_name, {nobody_of_that_name, node()}]] ++ [?T(gen:call(A, '$gen_call', R, 1000)) || R <- [get, {add, 5}, continue]],
    Requests = [gen:wait_response(gen:send_request(A, '$gen_call', get), 1000), gen:receive_response(gen:send_request(A, '$gen_call', get), 1000), gen:check_response(x, gen:send_request(A, '$gen_call', get))],
    gen:reply({self(), tag}, answer),
    Names = [?T(gen:get_proc_name(N)) || N <- [A, {local, in_common}]] ++ [?T(gen:get_parent())],
    Debug = [?T(gen:debug_options(in_common, O)) || O <- [[], [{debug, []}]]],
    Ids = [gen:reqids_size(gen:reqids_new()), gen:reqids_to_list(gen:reqids_new())],
    Hibernating = [gen:hibernate_after(O) || O <- [[], [{hibernate_after, 5}], [{hibernate_after, infinity}]]],
    Formatted = [gen:format_status_header("Status for", N) || N <- [in_common, {local, in_common}]],
    Stopped = [?T(gen:stop(in_common)), ?T(gen:stop(A, normal, 100))],
    {Calls, Requests, got(), Names, Debug, Ids, Hibernating, Formatted, Stopped}.

worker(N) -> {ok, proc_lib:spawn_link(fun() -> wait(N) end)}.

wait(N) -> receive {ask, Pid} -> Pid ! {worker, N}, wait(N); {stop, Why} -> exit(Why) end.

child(Id, N) -> #{id => Id, start => {?MODULE, worker, [N]}, restart => temporary, shutdown => 1000}.

supervised() ->
    {ok, A} = supervisor:start_link(?MODULE, {supervisor, #{strategy => one_for_one, intensity => 3, period => 5}, [child(first, 1), child(second, 2)]}),
    {ok, B} = supervisor:start_link({local, a_supervisor}, ?MODULE, {supervisor, {simple_one_for_one, 1, 5}, [{each, {?MODULE, worker, []}, temporary, brutal_kill, worker, [?MODULE]}]}),
    Begun = [?T(supervisor:start_child(A, C)) || C <- [child(third, 3), child(third, 4), {fourth, {?MODULE, worker, [4]}, permanent, 100, worker, dynamic}, wrong, #{id => x}]]
        ++ [?T(supervisor:start_child(S, [N])) || S <- [B, a_supervisor], N <- [7, 8]],
    Which = [[{Id, is_pid(P), T, M} || {Id, P, T, M} <- lists:sort(supervisor:which_children(S))] || S <- [A, a_supervisor]],
    Counts = [lists:sort(supervisor:count_children(S)) || S <- [A, B]],
    Specs = [?T(supervisor:get_childspec(S, Id)) || S <- [A, B], Id <- [first, third, fourth, none]],
    Ended = [?T(supervisor:terminate_child(A, Id)) || Id <- [first, second, fourth, none]] ++ [?T(supervisor:restart_child(A, Id)) || Id <- [first, fourth, third, none]]
        ++ [?T(supervisor:terminate_child(A, fourth)), ?T(supervisor:delete_child(A, third)), ?T(supervisor:delete_child(A, fourth)), ?T(supervisor:delete_child(A, fourth))],
    [{_, P, _, _} | _] = supervisor:which_children(B),
    More = [?T(supervisor:terminate_child(B, P)), ?T(supervisor:terminate_child(B, P)), lists:sort(supervisor:count_children(B)), [Id || {Id, _, _, _} <- lists:sort(supervisor:which_children(A))]],
    Checked = [?T(supervisor:check_childspecs(C)) || C <- [[], [child(a, 1), child(b, 2)], [child(a, 1), child(a, 2)], [wrong], #{}, [{a, {m, f, []}, permanent, 5, worker, [m]}], [{a, {m, f, []}, sometimes, 5, worker, [m]}],
        [{a, {m, f, []}, permanent, -5, worker, [m]}], [{a, {m, f, []}, permanent, 5, manager, [m]}], [{a, b, permanent, 5, worker, [m]}]]],
    Not = [?T(supervisor:start_link(?MODULE, {supervisor, ignore}))],
    [begin unlink(S), M = monitor(process, S), exit(S, shutdown), receive {'DOWN', M, process, S, Why} -> Why end end || S <- [A, B]],
    {Begun, Which, Counts, Specs, Ended, More, Checked, Not}.

bridged(Pid) -> supervisor_bridge:start_link(?MODULE, {bridge, Pid}).

bridges() ->
    Me = self(),
    process_flag(trap_exit, true),
    One = fun(Stop) ->
        Pid = spawn(fun() -> wait(5) end),
        {ok, A} = supervisor_bridge:start_link(?MODULE, {bridge, Pid}),
        {ok, B} = supervisor_bridge:start_link({local, a_bridge}, ?MODULE, {bridge, Pid}),
        Same = {whereis(a_bridge) =:= B, is_process_alive(A), supervisor:which_children(A), supervisor:count_children(B)},
        [unlink(S) || S <- [A, B]],
        Ms = [monitor(process, S) || S <- [A, B]],
        Stop(A, B, Pid),
        {Same, [receive {'DOWN', M, process, _, Why} -> Why after 100 -> none end || M <- Ms]}
    end,
    Errors = [?T(supervisor_bridge:start_link(?MODULE, {bridge, error, W})) || W <- [normal, {shutdown, 1}, shutdown]] ++ [?T(supervisor_bridge:start_link({local, a_bridge}, ?MODULE, {bridge, error, W})) || W <- [shutdown, normal]],
    Changed = [?T(supervisor_bridge:code_change("1", state, extra)), ?T(supervisor_bridge:handle_cast(x, state)), ?T(supervisor_bridge:handle_call(which_children, from, state)), ?T(supervisor_bridge:handle_call(count_children, from, state))],
    {One(fun(A, B, _) -> exit(A, shutdown), exit(B, kill) end), Errors, Changed, is_pid(Me), [?T(supervisor_bridge:init([?MODULE, {bridge, error, N}, self])) || N <- [1, 2, 3]]}.

started() ->
    Me = self(),
    Ack = fun(What) -> fun() -> proc_lib:init_ack(What), receive stop -> ok end end end,
    Started = [?T(proc_lib:F(erlang, apply, [Ack({ok, here}), []])) || F <- [start, start_link]] ++ [?T(proc_lib:start(erlang, apply, [Ack(x), []], T)) || T <- [100, infinity]]
        ++ [?T(proc_lib:start(erlang, apply, [fun() -> timer:sleep(100) end, []], 2)), ?T(proc_lib:start(erlang, apply, [fun() -> exit({shutdown, early}) end, []])), ?T(proc_lib:start(erlang, apply, [Ack({ok, y}), []], 100, [{priority, low}]))],
    {X, M} = proc_lib:start_monitor(erlang, apply, [Ack(monitored), []]),
    Parts = fun() -> Me ! {parts, get('$initial_call'), [A =:= Me || A <- get('$ancestors')]}, receive stop -> ok end end,
    Pids = [proc_lib:spawn(Parts), proc_lib:spawn_link(Parts), proc_lib:spawn_opt(Parts, [link]), proc_lib:spawn(erlang, apply, [Parts, []]), proc_lib:spawn_link(erlang, apply, [Parts, []])],
    Told = [receive {parts, I, As} -> {I, As} end || _ <- Pids],
    Stopped = [begin unlink(P), ?T(proc_lib:stop(P, shutdown, 5)) end || P <- [hd(Pids)]],
    Ends = [begin unlink(P), Mon = monitor(process, P), P ! stop, receive {'DOWN', Mon, process, P, Why} -> Why end end || P <- Pids],
    Asleep = proc_lib:spawn(fun() -> proc_lib:hibernate(erlang, send, [Me, woken]) end),
    Asleep ! wake,
    Woken = receive woken -> woken after 100 -> none end,
    {Started, X, is_reference(M), Told, Stopped, Ends, Woken}.

asked() ->
    {ok, A} = gen_server:start(?MODULE, {server, 1}, []),
    {ok, B} = gen_statem:start(?MODULE, {statem, 1}, []),
    {ok, C} = gen_event:start(),
    ok = gen_event:add_handler(C, ?MODULE, {event, first}),
    States = [?T(sys:F(P)) || F <- [get_state, suspend, get_state, resume], P <- [A, B, C]] ++ [?T(sys:get_state(P, 1000)) || P <- [A, B, C]],
    Replaced = [?T(sys:replace_state(A, fun(N) -> N + 10 end)), ?T(sys:replace_state(B, fun({S, N}) -> {S, N + 10} end)), ?T(sys:replace_state(C, fun({M, I, _}) -> {M, I, second} end, 1000)), ?T(sys:replace_state(A, fun(_) -> error(no) end))],
    Logged = [?T(sys:log(A, O)) || O <- [true, get, false, {true, 3}, print_nothing, get]] ++ [begin gen_server:call(A, get), [element(1, E) || E <- element(2, sys:log(A, get))] end],
    Counted = [?T(sys:statistics(A, true)), gen_server:call(A, get), element(1, sys:statistics(A, get)), [X || {K, _} = X <- element(2, sys:statistics(A, get)), K =:= messages_in orelse K =:= messages_out], ?T(sys:statistics(A, false)), ?T(sys:statistics(A, get))],
    Me = self(),
    Installed = [?T(sys:install(A, {fun(S, {in, _}, _) -> Me ! noticed, S; (S, _, _) -> S end, 0})), gen_server:call(A, get), ?T(sys:remove(A, fun(S, _, _) -> S end)), ?T(sys:no_debug(A)), length(got()) > 0],
    Changed = [?T(sys:suspend(A)), ?T(sys:change_code(A, ?MODULE, "1", extra)), ?T(sys:resume(A)), ?T(sys:get_state(A)), ?T(gen_server:call(A, get))],
    Status = [begin {status, _, {module, M}, [_, Running, _, _, _]} = sys:get_status(P), {M, Running} end || P <- [A, B]],
    Debug = [sys:debug_options(O) || O <- [[], [log], [{log, 5}]]] ++ [sys:get_log(D) || D <- [[], sys:debug_options([log])]] ++ [sys:handle_debug([], fun(_, _, _) -> ok end, state, event)],
    Stopped = [?T(sys:terminate(P, normal)) || P <- [A, B, C]] ++ [?T(sys:get_state(P)) || P <- [A, nobody_of_that_name]],
    {States, Replaced, Logged, Counted, Installed, Changed, Status, Debug, Stopped}.

%% gen_fsm, which is only kept for what has not been rewritten.
errors() ->
    [?T(gen_fsm:F(self(), tag)) || F <- [send_event, send_all_state_event]] ++ [got()] ++ [?T(gen_fsm:F(self(), tag, 2)) || F <- [sync_send_event, sync_send_all_state_event]] ++ [length(got())]
        ++ [?T(gen_fsm:reply({self(), tag}, N)) || N <- [1, 2]] ++ [got()] ++ [?T(gen_fsm:cancel_timer(make_ref())), ?T(gen_fsm:cancel_timer(gen_fsm:start_timer(1000, x)) > 900), ?T(gen_fsm:cancel_timer(gen_fsm:send_event_after(1000, x)) > 900)]
        ++ [begin gen_fsm:start_timer(1, a_message), timer:sleep(50), gen_fsm:send_event_after(1, a_message), timer:sleep(50), got() end] ++ [?T(gen_fsm:stop(nobody_of_that_name)), ?T(gen_fsm:start(?MODULE, {server, ignore}, [])), ?T(gen_fsm:start(?MODULE, {server, {stop, normal}}, []))]
        ++ [?T(gen_fsm:start_link(?MODULE, {server, ignore}, [])), ?T(gen_fsm:send_event(nobody_of_that_name, x)), ?T(gen_fsm:send_event({nobody_of_that_name, node()}, x))].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
