%% Links: what an end does to others, trap_exit, trees, supervisors by hand.
-module(links).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, collect/1, gather/1]).

programs() ->
    [chain_falls, star_falls, ring_falls, trap_in_chain, link_after_death, link_after_death_trapped, unlink_saves,
     link_is_one, both_ends, normal_end_leaves, tree_reasons, trap_switched_on, trap_switched_off, spawn_link_crash,
     restarts_one_for_one, restarts_all, restarts_rest, restart_limit, shutdown_in_order, link_to_self, exit_through_two,
     killed_through_link, links_listed, unlink_then_late_exit, supervised_pool, heart].

await_exit(Pid) -> receive {'EXIT', Pid, Reason} -> Reason end.
idle() -> receive stop -> ok; {stop, Why} -> exit(Why) end.

%% Each is linked to the next; the last one's end takes all.
chain_falls() ->
    {First, M} = start(fun() -> chain(8) end),
    [First ! go],
    ended({First, M}).
chain(0) -> exit(bottom);
chain(N) -> spawn_link(fun() -> chain(N - 1) end), receive never -> ok end.

star_falls() ->
    {Hub, M} = start(fun() -> [spawn_link(fun idle/0) || _ <- lists:seq(1, 10)], idle() end),
    await(fun() -> length(element(2, process_info(Hub, links))) =:= 10 end),
    {links, Leaves} = process_info(Hub, links),
    Watched = [monitor(process, Leaf) || Leaf <- Leaves],
    Hub ! {stop, burst},
    {ended({Hub, M}), [receive {'DOWN', W, _, _, Why} -> Why end || W <- Watched]}.

ring_falls() ->
    Members = [start(fun() -> receive {next, P} -> link(P), idle() end end) || _ <- lists:seq(1, 6)],
    Pids = [P || {P, _} <- Members],
    [P ! {next, Q} || {P, Q} <- lists:zip(Pids, tl(Pids) ++ [hd(Pids)])],
    await(fun() -> lists:all(fun(P) -> length(element(2, process_info(P, links))) =:= 2 end, Pids) end),
    lists:nth(3, Pids) ! {stop, {broken, here}},
    [ended(Member) || Member <- Members].

%% One in the chain traps exits: those above it live.
trap_in_chain() ->
    Self = self(),
    {Top, M} = start(fun() -> spawn_link(fun() -> process_flag(trap_exit, true), P = spawn_link(fun() -> chain(3) end),
                                                  Self ! {trapped, await_exit(P)}, idle() end), idle() end),
    Trapped = receive {trapped, Why} -> Why end,
    Alive = is_process_alive(Top),
    Top ! stop,
    {Trapped, Alive, ended({Top, M})}.

link_after_death() ->
    Dead = start(fun() -> ok end),
    normal = ended(Dead),
    element(1, ended(start(fun() -> link(element(1, Dead)), receive never -> ok end end))).

link_after_death_trapped() ->
    process_flag(trap_exit, true),
    {Pid, _} = Dead = start(fun() -> exit(early) end),
    early = ended(Dead),
    {link(Pid), await_exit(Pid), process_info(self(), links)}.

unlink_saves() ->
    Self = self(),
    {Parent, M} = start(fun() -> P = spawn_link(fun idle/0), unlink(P), Self ! {child, P}, idle() end),
    Child = receive {child, P} -> P end,
    W = monitor(process, Child),
    Child ! {stop, crash},
    Why = receive {'DOWN', W, _, _, R} -> R end,
    Alive = is_process_alive(Parent),
    Parent ! stop,
    {Why, Alive, ended({Parent, M})}.

%% Linking twice is linking once.
link_is_one() ->
    process_flag(trap_exit, true),
    P = spawn(fun idle/0),
    [link(P) || _ <- [1, 2, 3]],
    {links, L} = process_info(self(), links),
    P ! {stop, once},
    Why = await_exit(P),
    {length(L), Why, receive Any -> Any after 5 -> nothing end}.

both_ends() ->
    [A, B] = [start(fun() -> receive {link, P} -> link(P) end, idle() end) || _ <- [1, 2]],
    element(1, A) ! {link, element(1, B)},
    element(1, B) ! {link, element(1, A)},
    await(fun() -> [1, 1] =:= [length(element(2, process_info(P, links))) || {P, _} <- [A, B]] end),
    element(1, A) ! {stop, over},
    {ended(A), ended(B)}.

normal_end_leaves() ->
    Self = self(),
    {P, M} = start(fun() -> C = spawn_link(fun() -> ok end), W = monitor(process, C), receive {'DOWN', W, _, _, Why} -> Self ! Why end, idle() end),
    First = receive Why -> Why end,
    P ! stop,
    {First, ended({P, M})}.

%% A tree whose inner nodes trap exits and tell how their parts ended.
tree_reasons() ->
    process_flag(trap_exit, true),
    await_exit(spawn_link(fun() -> node_of(3, 1) end)).
node_of(0, N) -> exit({leaf, N});
node_of(Depth, N) ->
    process_flag(trap_exit, true),
    Parts = [spawn_link(fun() -> node_of(Depth - 1, N * 2 + I) end) || I <- [0, 1]],
    exit([await_exit(Part) || Part <- Parts]).

trap_switched_on() ->
    Self = self(),
    {P, M} = start(fun() ->
        C = spawn_link(fun idle/0),
        false = process_flag(trap_exit, true),
        Self ! {child, C},
        exit({got, await_exit(C)})
    end),
    receive {child, C} -> C ! {stop, bang} end,
    ended({P, M}).

trap_switched_off() ->
    Self = self(),
    {P, M} = start(fun() ->
        process_flag(trap_exit, true),
        C = spawn_link(fun() -> exit(first) end),
        first = await_exit(C),
        true = process_flag(trap_exit, false),
        D = spawn_link(fun idle/0),
        Self ! {child, D},
        receive {'EXIT', D, _} -> trapped end
    end),
    receive {child, D} -> D ! {stop, second} end,
    ended({P, M}).

spawn_link_crash() ->
    process_flag(trap_exit, true),
    Crashes = [fun() -> error(bad) end, fun() -> throw(ball) end, fun() -> exit({a, tuple}) end, fun() -> 1 / (length([]) + 0) end,
               fun() -> {ok, _} = no end, fun() -> erlang:raise(exit, raised, []) end, fun() -> ok end],
    [case await_exit(spawn_link(Crash)) of {Why, [_ | _]} -> {error, Why}; Why -> Why end || Crash <- Crashes].

%% A supervisor: starts its children again by that strategy.
supervisor(Strategy, Specs, Max) ->
    process_flag(trap_exit, true),
    supervise(Strategy, [{Name, F, spawn_link(F)} || {Name, F} <- Specs], Max, []).
supervise(_, Children, -1, Log) ->
    [begin unlink(P), exit(P, kill) end || {_, _, P} <- Children],
    exit({too_many, lists:reverse(Log)});
supervise(Strategy, Children, Left, Log) ->
    receive
        {pids, From} -> From ! {pids, [{Name, P} || {Name, _, P} <- Children]}, supervise(Strategy, Children, Left, Log);
        {log, From} -> From ! {log, lists:reverse(Log)}, supervise(Strategy, Children, Left, Log);
        stop ->
            Ends = [begin exit(P, shutdown), {Name, await_exit(P)} end || {Name, _, P} <- lists:reverse(Children)],
            exit({ended, Ends});
        {'EXIT', Pid, Why} ->
            case lists:keyfind(Pid, 3, Children) of
                false -> supervise(Strategy, Children, Left, Log);
                {Name, _, _} -> supervise(Strategy, again(Strategy, Pid, Children), Left - 1, [{Name, Why} | Log])
            end
    end.
again(one_for_one, Pid, Children) -> [case P of Pid -> {N, F, spawn_link(F)}; _ -> {N, F, P} end || {N, F, P} <- Children];
again(one_for_all, Pid, Children) -> replaced(Pid, Children);
again(rest_for_one, Pid, Children) ->
    {Before, From} = lists:splitwith(fun({_, _, P}) -> P =/= Pid end, Children),
    Before ++ replaced(Pid, From).
replaced(Pid, Children) ->
    [begin exit(P, kill), await_exit(P) end || {_, _, P} <- Children, P =/= Pid],
    [{N, F, spawn_link(F)} || {N, F, _} <- Children].

pids(S) -> S ! {pids, self()}, receive {pids, L} -> L end.
log(S) -> S ! {log, self()}, receive {log, L} -> L end.

%% Crashes children one after the other; which of them are others afterwards.
crashed(Strategy, Order) ->
    {S, M} = start(fun() -> supervisor(Strategy, [{N, fun idle/0} || N <- [a, b, c, d]], 100) end),
    Changed = [begin
        Before = pids(S),
        {_, P} = lists:keyfind(Name, 1, Before),
        W = monitor(process, P),
        P ! {stop, {crash, Name}},
        receive {'DOWN', W, _, _, _} -> ok end,
        Count = length(log(S)),
        await(fun() -> length(log(S)) >= Count andalso not lists:member({Name, P}, pids(S)) end),
        After = pids(S),
        {Name, [N || {{N, Old}, {N, New}} <- lists:zip(Before, After), Old =/= New]}
    end || Name <- Order],
    Log = log(S),
    S ! stop,
    {Changed, Log, ended({S, M})}.

restarts_one_for_one() -> crashed(one_for_one, [b, a, b, d]).
restarts_all() -> crashed(one_for_all, [c, a, d]).
restarts_rest() -> crashed(rest_for_one, [c, a, d, b]).

restart_limit() ->
    {S, M} = start(fun() -> supervisor(one_for_one, [{w, fun() -> exit(always) end}], 3) end),
    ended({S, M}).

shutdown_in_order() ->
    Self = self(),
    Child = fun(N) -> fun() -> process_flag(trap_exit, true), Self ! {up, N}, receive {'EXIT', _, shutdown} -> Self ! {down, N} end end end,
    S = start(fun() -> supervisor(one_for_one, [{N, Child(N)} || N <- [1, 2, 3, 4]], 0) end),
    [receive {up, N} -> ok end || N <- [1, 2, 3, 4]],
    element(1, S) ! stop,
    {ended(S), [receive {down, N} -> N end || _ <- [1, 2, 3, 4]]}.

link_to_self() -> {link(self()), process_info(self(), links), unlink(self())}.

%% Two ways lead from the one that ends to the one that is told; it is told by each that it is linked to.
exit_through_two() ->
    process_flag(trap_exit, true),
    Bottom = spawn(fun idle/0),
    Self = self(),
    Middle = [spawn_link(fun() -> link(Bottom), Self ! linked, receive never -> ok end end) || _ <- [1, 2]],
    [linked, linked] = collect(2),
    Bottom ! {stop, quake},
    [await_exit(P) || P <- Middle].

killed_through_link() ->
    process_flag(trap_exit, true),
    Self = self(),
    P = spawn_link(fun() -> C = spawn_link(fun idle/0), Self ! {child, C}, receive never -> ok end end),
    C = receive {child, X} -> X end,
    W = monitor(process, C),
    exit(P, kill),
    {await_exit(P), receive {'DOWN', W, _, _, Why} -> Why end}.

links_listed() ->
    Pids = [spawn_link(fun idle/0) || _ <- lists:seq(1, 9)],
    {links, L} = process_info(self(), links),
    [unlink(P) || P <- Pids],
    {links, M} = process_info(self(), links),
    {lists:sort(L) =:= lists:sort(Pids), M}.

%% After unlink no exit message comes any more, and one that has come is still there.
unlink_then_late_exit() ->
    process_flag(trap_exit, true),
    A = spawn_link(fun idle/0),
    B = spawn_link(fun idle/0),
    B ! {stop, early},
    await(fun() -> process_info(self(), messages) =:= {messages, [{'EXIT', B, early}]} end),
    [unlink(P) || P <- [A, B]],
    A ! {stop, late},
    WA = monitor(process, A),
    receive {'DOWN', WA, _, _, _} -> ok end,
    [Why || {'EXIT', _, Why} <- flush()].

%% Work is done although workers die of it.
supervised_pool() ->
    process_flag(trap_exit, true),
    Self = self(),
    Work = fun(N) -> fun() -> N rem 4 =/= 0 orelse exit({cannot, N}), Self ! {self(), N * N}, ok end end,
    Run = fun(N) -> P = spawn_link(Work(N)), receive {P, R} -> normal = await_exit(P), R; {'EXIT', P, Why} -> Why end end,
    [Run(N) || N <- lists:seq(1, 12)].

%% Two that start each other again.
heart() ->
    Self = self(),
    spawn(fun() -> beat(Self, 6) end),
    [receive {beat, N} -> N end || _ <- lists:seq(1, 6)].
beat(_, 0) -> ok;
beat(To, N) ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> To ! {beat, N}, exit({missed, N}) end),
    {missed, N} = await_exit(P),
    beat(To, N - 1).
