%% Monitors: of pids and names, taken back, with tags, many of one and one of many.
-module(monitors).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, collect/1, gather/1, shuffled/2]).

programs() ->
    [reasons, of_the_dead, twice, many_watchers, chain_of_watchers, demonitor_flush, demonitor_info, demonitor_before,
     by_name, name_not_there, mutual, self_monitor, monitors_listed, tags, down_after_messages, spawn_monitor_forms,
     watchers_come_and_go, first_to_end, all_end, watch_by_proxy, monitor_and_link, monitored_by_listed,
     demonitor_of_others, watch_killed, spawn_request_forms].

idle() -> receive stop -> ok; {stop, Why} -> exit(Why) end.
down(M) -> receive {'DOWN', M, process, _, Why} -> Why end.

reasons() ->
    [case ended(start(F)) of {Why, [{_, _, _, _} | _]} -> {error, Why}; Why -> Why end ||
        F <- [fun() -> ok end, fun() -> exit(normal) end, fun() -> exit(shutdown) end, fun() -> exit({shutdown, x}) end,
              fun() -> exit(self(), kill), receive never -> ok end end, fun() -> throw(x) end, fun() -> error({x, y}) end,
              fun() -> exit(kill) end, fun() -> exit([1, 2.5, <<"binary">>]) end]].

of_the_dead() ->
    {P, _} = S = start(fun() -> exit(gone) end),
    gone = ended(S),
    [down(monitor(process, P)) || _ <- [1, 2, 3]].

twice() ->
    P = spawn(fun idle/0),
    Ms = [monitor(process, P) || _ <- lists:seq(1, 5)],
    demonitor(lists:nth(2, Ms)),
    P ! {stop, once},
    {[down(M) || {N, M} <- lists:enumerate(Ms), N =/= 2], length(lists:usort(Ms)), flush()}.

many_watchers() ->
    P = spawn(fun idle/0),
    Self = self(),
    [spawn_link(fun() -> M = monitor(process, P), Self ! ready, Self ! {N, down(M)} end) || N <- lists:seq(1, 20)],
    [receive ready -> ok end || _ <- lists:seq(1, 20)],
    P ! {stop, {all, "know"}},
    collect(20).

%% Each watches the next and tells its own watcher by its reason.
chain_of_watchers() -> ended(start(fun() -> watcher(10) end)).
watcher(0) -> exit([end_of_chain]);
watcher(N) -> Reason = ended(start(fun() -> watcher(N - 1) end)), exit([N | Reason]).

demonitor_flush() ->
    {P, M} = start(fun() -> exit(now) end),
    now = down(monitor(process, P)),
    await(fun() -> element(2, process_info(self(), message_queue_len)) =:= 1 end),
    {demonitor(M, [flush]), flush()}.

demonitor_info() ->
    {P, M} = start(fun idle/0),
    First = demonitor(M, [info]),
    Second = demonitor(M, [info]),
    N = monitor(process, P),
    O = monitor(process, P),
    P ! stop,
    normal = down(O),
    Third = demonitor(N, [info, flush]),
    {First, Second, Third, flush()}.

demonitor_before() ->
    {P, M} = start(fun idle/0),
    true = demonitor(M),
    N = monitor(process, P),
    P ! {stop, unseen},
    {down(N), flush()}.

by_name() ->
    P = spawn(fun idle/0),
    register(monitors_by_name, P),
    Ms = [monitor(process, Name) || Name <- [monitors_by_name, {monitors_by_name, node()}, P]],
    monitors_by_name ! {stop, called},
    [receive {'DOWN', M, process, What, Why} -> {case What of P -> pid; _ -> What end, Why} end || M <- Ms].

name_not_there() ->
    M = monitor(process, nobody_has_this_name),
    receive {'DOWN', M, process, What, Why} -> {What, Why} end.

%% Two that watch each other; the second one is told of the first.
mutual() ->
    Self = self(),
    [A, B] = [spawn(fun() -> receive {watch, P} -> M = monitor(process, P), Self ! {watching, self()},
                                receive {'DOWN', M, _, _, Why} -> Self ! {Name, saw, Why}; {stop, Why} -> exit(Why) end end end) || Name <- [a, b]],
    A ! {watch, B}, B ! {watch, A},
    [receive {watching, P} -> ok end || P <- [A, B]],
    A ! {stop, first},
    receive {b, saw, Why} -> Why end.

self_monitor() -> M = monitor(process, self()), {is_reference(M), process_info(self(), monitors), demonitor(M, [info])}.

monitors_listed() ->
    Pids = [spawn(fun idle/0) || _ <- lists:seq(1, 4)],
    Ms = [monitor(process, P) || P <- Pids],
    {monitors, L} = process_info(self(), monitors),
    [demonitor(M) || M <- tl(Ms)],
    {monitors, Rest} = process_info(self(), monitors),
    {lists:sort([P || {process, P} <- L]) =:= lists:sort(Pids), Rest =:= [{process, hd(Pids)}]}.

tags() ->
    Pids = [spawn(fun idle/0) || _ <- lists:seq(1, 3)],
    Ms = [monitor(process, P, [{tag, Tag}]) || {P, Tag} <- lists:zip(Pids, [tag, {"long", [tag], #{}}, 77])],
    [P ! {stop, N} || {N, P} <- lists:enumerate(Pids)],
    [receive {Tag, M, process, _, Why} -> {Tag, Why} end || M <- Ms].

%% What a process has sent before it ended is there before its end is told.
down_after_messages() ->
    Self = self(),
    lists:append([begin
        {P, M} = start(fun() -> [Self ! {N, I} || I <- lists:seq(1, 4)], exit({last, N}) end),
        down_last(P, M)
    end || N <- lists:seq(1, 6)]).
down_last(P, M) -> receive {'DOWN', M, process, P, Why} -> [Why]; Message -> [Message | down_last(P, M)] end.

spawn_monitor_forms() ->
    Reasons = [ended(S) || S <- [spawn_monitor(fun() -> exit(a) end), spawn_monitor(erlang, exit, [b]), spawn_opt(fun() -> exit(c) end, [monitor]),
                                 spawn_opt(erlang, exit, [d], [monitor, {priority, low}])]],
    {P, M} = spawn_opt(fun idle/0, [{monitor, [{tag, own}]}]),
    P ! {stop, e},
    process_flag(trap_exit, true),
    {Q, N} = spawn_opt(fun() -> exit(f) end, [link, monitor]),
    {Reasons, receive {own, M, process, P, Why} -> Why end, ended({Q, N}), receive {'EXIT', Q, X} -> X end}.

watchers_come_and_go() ->
    P = spawn(fun idle/0),
    gather([fun() -> [demonitor(monitor(process, P)) || _ <- lists:seq(1, N)] end || N <- lists:seq(1, 10)]),
    {monitored_by, L} = process_info(P, monitored_by),
    P ! {stop, alone},
    {L, down(monitor(process, P)) =/= none}.

%% Of several one ends; which one is told, and the others are let go.
first_to_end() ->
    Started = [start(fun idle/0) || _ <- lists:seq(1, 6)],
    element(1, lists:nth(4, Started)) ! {stop, first},
    Which = receive {'DOWN', M, _, _, first} -> [N || {N, {_, R}} <- lists:enumerate(Started), R =:= M] end,
    [demonitor(M, [flush]) || {_, M} <- Started],
    [P ! stop || {P, _} <- Started],
    {Which, flush()}.

all_end() ->
    Started = [start(fun() -> exit(erlang:phash2(N, 50)) end) || N <- lists:seq(1, 25)],
    all_end(maps:from_list([{M, N} || {N, {_, M}} <- lists:enumerate(Started)]), #{}).
all_end(Open, Ends) when map_size(Open) =:= 0 -> lists:sort(maps:to_list(Ends));
all_end(Open, Ends) -> receive {'DOWN', M, _, _, Why} -> {N, Rest} = maps:take(M, Open), all_end(Rest, Ends#{N => Why}) end.

%% One that watches for others and tells them by name.
watch_by_proxy() ->
    Self = self(),
    Proxy = spawn_link(fun() -> proxy(#{}) end),
    Pids = [{Name, spawn(fun idle/0)} || Name <- [a, b, c]],
    [Proxy ! {watch, P, Name, Self} || {Name, P} <- Pids],
    [P ! {stop, {ended, Name}} || {Name, P} <- Pids],
    lists:sort([receive {proxy, Name, Why} -> case Why of noproc -> {Name, {ended, Name}}; _ -> {Name, Why} end end || _ <- Pids]).
proxy(Watched) ->
    receive
        {watch, P, Name, To} -> M = monitor(process, P), proxy(Watched#{M => {Name, To}});
        {'DOWN', M, _, _, Why} -> {{Name, To}, Rest} = maps:take(M, Watched), To ! {proxy, Name, Why}, proxy(Rest)
    end.

monitor_and_link() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun idle/0),
    M = monitor(process, P),
    P ! {stop, both},
    {down(M), receive {'EXIT', P, Why} -> Why end, flush()}.

monitored_by_listed() ->
    P = spawn(fun idle/0),
    Self = self(),
    Watchers = [spawn_link(fun() -> monitor(process, P), Self ! ready, idle() end) || _ <- lists:seq(1, 5)],
    [receive ready -> ok end || _ <- Watchers],
    {monitored_by, L} = process_info(P, monitored_by),
    [W ! stop || W <- Watchers],
    await(fun() -> process_info(P, monitored_by) =:= {monitored_by, []} end),
    lists:sort(L) =:= lists:sort(Watchers).

%% A reference that another process has made is nobody else's monitor.
demonitor_of_others() ->
    Self = self(),
    P = spawn(fun idle/0),
    W = spawn_link(fun() -> M = monitor(process, P), Self ! {mine, M}, Self ! {still, down(M)} end),
    M = receive {mine, X} -> X end,
    Refused = [catch_class(fun() -> demonitor(R, O) end) || {R, O} <- [{M, []}, {M, [flush]}, {make_ref(), [info]}, {not_a_reference, []}]],
    P ! {stop, told},
    {Refused, receive {still, Why} -> Why end, is_pid(W)}.
catch_class(F) -> try F() catch C:R -> {C, R} end.

watch_killed() ->
    Self = self(),
    {P, M} = start(fun() -> process_flag(trap_exit, true), Self ! ready, receive never -> ok end end),
    receive ready -> ok end,
    exit(P, polite),
    exit(P, kill),
    ended({P, M}).

spawn_request_forms() ->
    Ids = [spawn_request(fun() -> exit(N) end, Options) || {N, Options} <- [{1, [monitor]}, {2, [monitor, {reply_tag, started}]}, {3, [{monitor, [{tag, over}]}]}]],
    Replies = [receive {Tag, Id, ok, P} when is_pid(P) -> Tag end || Id <- Ids],
    Ends = [receive {'DOWN', Id, process, _, Why} -> Why; {over, Id, process, _, Why} -> {over, Why} end || Id <- Ids],
    Silent = spawn_request(fun() -> exit(4) end, [monitor, {reply, no}]),
    {Replies, Ends, receive {'DOWN', Silent, _, _, Why} -> Why end, flush(), spawn_request_abandon(Silent)}.
