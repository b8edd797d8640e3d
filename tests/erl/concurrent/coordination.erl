%% Getting along: barriers, locks, philosophers, elections, tokens, accounts.
-module(coordination).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, server/2, collect/1, gather/1, shuffled/2]).

programs() ->
    [barrier, barrier_rounds, mutex, mutex_owner_dies, semaphore, readers_writers, dining_philosophers, dining_by_asymmetry,
     smokers, sleeping_barber, producer_consumer, bounded_buffer, token_ring, election_ring, election_bully, snapshot_of_sums,
     two_phase_commit, two_phase_abort, vector_clocks, lamport_mutex, leader_and_log, termination_detected, bank_deadlock_free,
     countdown_latch, future_and_promise, rendezvous, condition_variable, unisex_room, echo_wave, spanning_tree].

serve(Function, State) -> spawn_link(fun() -> server(Function, State) end).

%% Nobody goes on before all have come.
barrier() ->
    B = spawn_link(fun() -> barrier(8, []) end),
    T = ets:new(barrier, [public]),
    ets:insert(T, {came, 0}),
    lists:usort(gather([fun() -> ets:update_counter(T, came, 1), pass(B), ets:lookup_element(T, came, 2) end || _ <- lists:seq(1, 8)])).
barrier(N, In) when length(In) =:= N -> [P ! {pass, self()} || P <- In], barrier(N, []);
barrier(N, In) -> receive {enter, P} -> barrier(N, [P | In]); stop -> ok end.
pass(B) -> B ! {enter, self()}, receive {pass, B} -> ok end.

%% A computation in rounds: each takes from its neighbours what they had in the round before.
barrier_rounds() ->
    N = 6,
    B = spawn_link(fun() -> barrier(N, []) end),
    T = ets:new(rounds, [public]),
    [ets:insert(T, {{0, I}, I * I}) || I <- lists:seq(0, N - 1)],
    gather([fun() -> [begin
        [L, R] = [ets:lookup_element(T, {Round - 1, (I + D) rem N}, 2) || D <- [1, N - 1]],
        ets:insert(T, {{Round, I}, (L + R) div 2}),
        pass(B)
    end || Round <- lists:seq(1, 5)], ets:lookup_element(T, {5, I}, 2) end || I <- lists:seq(0, N - 1)]).

free() -> receive {lock, P} -> M = monitor(process, P), P ! {locked, self()}, taken(P, M); stop -> ok end.
taken(P, M) -> receive {unlock, P} -> demonitor(M, [flush]), free(); {'DOWN', M, _, _, _} -> free() end.
with(Lock, F) -> Lock ! {lock, self()}, receive {locked, Lock} -> ok end, R = F(), Lock ! {unlock, self()}, R.

mutex() ->
    Lock = spawn_link(fun free/0),
    T = ets:new(mutex, [public]),
    ets:insert(T, {v, 0}),
    gather([fun() -> [with(Lock, fun() -> V = ets:lookup_element(T, v, 2), erlang:yield(), ets:insert(T, {v, V + N}) end) || _ <- [1, 2, 3]] end || N <- lists:seq(1, 8)]),
    ets:lookup(T, v).

mutex_owner_dies() ->
    Lock = spawn_link(fun free/0),
    Ends = [ended(start(fun() -> with(Lock, fun() -> exit({dead, N}) end) end)) || N <- [1, 2, 3]],
    {Ends, with(Lock, fun() -> mine end)}.

%% At most three are inside at once.
semaphore() ->
    S = spawn_link(fun() -> semaphore(3) end),
    A = atomics:new(2, []),
    gather([fun() -> S ! {down, self()}, receive {entered, S} -> ok end, In = atomics:add_get(A, 1, 1), erlang:yield(), atomics:sub(A, 1, 1), S ! up, In =< 3 end || _ <- lists:seq(1, 12)]).
semaphore(0) -> receive up -> semaphore(1) end;
semaphore(N) -> receive up -> semaphore(N + 1); {down, P} -> P ! {entered, self()}, semaphore(N - 1) end.

readers_writers() ->
    L = spawn_link(fun() -> rw(0) end),
    T = ets:new(rw, [public]),
    ets:insert(T, [{a, 0}, {b, 0}]),
    Reader = fun() -> L ! {read, self()}, receive {go, L} -> ok end, A = ets:lookup_element(T, a, 2), erlang:yield(), B = ets:lookup_element(T, b, 2), L ! read_done, A =:= B end,
    Writer = fun(N) -> L ! {write, self()}, receive {go, L} -> ok end, ets:update_counter(T, a, N), erlang:yield(), ets:update_counter(T, b, N), L ! write_done, true end,
    Seen = gather([fun() -> lists:all(fun(_) -> case N rem 3 of 0 -> Writer(N); _ -> Reader() end end, [1, 2, 3]) end || N <- lists:seq(1, 9)]),
    {lists:usort(Seen), lists:sort(ets:tab2list(T))}.
rw(0) -> receive {read, P} -> P ! {go, self()}, rw(1); {write, P} -> P ! {go, self()}, receive write_done -> rw(0) end end;
rw(N) -> receive {read, P} -> P ! {go, self()}, rw(N + 1); read_done -> rw(N - 1) end.

%% Forks are taken in the order of their numbers.
dining_philosophers() ->
    Forks = list_to_tuple([spawn_link(fun free/0) || _ <- lists:seq(1, 5)]),
    gather([fun() -> {A, B} = {min(N, N rem 5 + 1), max(N, N rem 5 + 1)},
                     [with(element(A, Forks), fun() -> with(element(B, Forks), fun() -> {N, Meal} end) end) || Meal <- [1, 2, 3]] end || N <- lists:seq(1, 5)]).

%% A waiter lets four of five sit down.
dining_by_asymmetry() ->
    Forks = list_to_tuple([spawn_link(fun free/0) || _ <- lists:seq(1, 5)]),
    Waiter = spawn_link(fun() -> semaphore(4) end),
    Eat = fun(N) -> Waiter ! {down, self()}, receive {entered, Waiter} -> ok end,
                    R = with(element(N, Forks), fun() -> with(element(N rem 5 + 1, Forks), fun() -> N * 10 end) end), Waiter ! up, R end,
    gather([fun() -> [Eat(N) || _ <- [1, 2]] end || N <- lists:seq(1, 5)]).

%% The agent lays two of three things on the table; who has the third smokes.
smokers() ->
    Agent = self(),
    Things = [tobacco, paper, match],
    Smokers = [spawn_link(fun() -> smoker(Things -- [Mine], Mine, Agent) end) || Mine <- Things],
    [begin [S ! {table, lists:sort(Things -- [Missing])} || S <- Smokers], receive {smoked, Who} -> Who end end || Missing <- [paper, match, paper, tobacco, match]].
smoker(Needs, Mine, Agent) ->
    receive {table, On} -> On =:= lists:sort(Needs) andalso (Agent ! {smoked, Mine}), smoker(Needs, Mine, Agent) end.

sleeping_barber() ->
    Barber = spawn_link(fun() -> barber(0) end),
    Room = serve(fun(enter, N) when N > 0 -> {ok, N - 1}; (enter, 0) -> {full, 0}; (leave, N) -> {ok, N + 1} end, 3),
    Cut = fun Cut() -> case call(Room, enter) of full -> erlang:yield(), Cut(); ok -> Barber ! {cut, self()}, receive done -> call(Room, leave) end end end,
    Done = gather([Cut || _ <- lists:seq(1, 9)]),
    Barber ! {count, self()},
    {length(Done), receive {count, N} -> N end}.
barber(N) -> receive {cut, P} -> P ! done, barber(N + 1); {count, P} -> P ! {count, N} end.

producer_consumer() ->
    Self = self(),
    C = spawn_link(fun() -> consume(40, [], Self) end),
    [spawn_link(fun() -> [C ! {item, P, N} || N <- lists:seq(1, 10)] end) || P <- [a, b, c, d]],
    receive {consumed, Items} -> {length(Items), [[N || {X, N} <- Items, X =:= P] || P <- [a, b, c, d]]} end.
consume(0, Acc, To) -> To ! {consumed, lists:reverse(Acc)};
consume(N, Acc, To) -> receive {item, P, X} -> consume(N - 1, [{P, X} | Acc], To) end.

%% A buffer of three places: who finds it full waits.
bounded_buffer() ->
    B = spawn_link(fun() -> buffer([], 3) end),
    [_, Got] = gather([fun() -> [begin B ! {put, self(), N}, receive {ok, B} -> ok end end || N <- lists:seq(1, 20)] end,
                       fun() -> [begin B ! {get, self()}, receive {B, X} -> X end end || _ <- lists:seq(1, 20)] end]),
    Got.
buffer([], Max) -> receive {put, P, X} -> P ! {ok, self()}, buffer([X], Max) end;
buffer(L, Max) when length(L) =:= Max -> receive {get, P} -> P ! {self(), hd(L)}, buffer(tl(L), Max) end;
buffer(L, Max) -> receive {put, P, X} -> P ! {ok, self()}, buffer(L ++ [X], Max); {get, P} -> P ! {self(), hd(L)}, buffer(tl(L), Max) end.

%% Who has the token may write.
token_ring() ->
    Self = self(),
    Pids = [spawn_link(fun() -> receive {next, P} -> token(N, P, 3, Self) end end) || N <- lists:seq(1, 6)],
    [P ! {next, Q} || {P, Q} <- lists:zip(Pids, tl(Pids) ++ [hd(Pids)])],
    hd(Pids) ! token,
    [receive {wrote, N} -> N end || _ <- lists:seq(1, 18)].
token(_, Next, 0, _) -> receive token -> Next ! token end;
token(N, Next, Times, To) -> receive token -> To ! {wrote, N}, Next ! token, token(N, Next, Times - 1, To) end.

%% The greatest number goes all around (Chang and Roberts).
election_ring() ->
    Self = self(),
    Ids = shuffled(lists:seq(1, 9), election),
    Pids = [spawn_link(fun() -> receive {next, P} -> P ! {elect, Id}, ring_vote(Id, P, Self) end end) || Id <- Ids],
    [P ! {next, Q} || {P, Q} <- lists:zip(Pids, tl(Pids) ++ [hd(Pids)])],
    lists:usort([receive {elected, Id} -> Id end || _ <- Ids]).
ring_vote(Id, Next, To) ->
    receive
        {elect, Other} when Other > Id -> Next ! {elect, Other}, ring_vote(Id, Next, To);
        {elect, Id} -> Next ! {leader, Id}, To ! {elected, Id}, receive {leader, Id} -> ok end;
        {elect, _} -> ring_vote(Id, Next, To);
        {leader, L} -> Next ! {leader, L}, To ! {elected, L}
    end.

%% Everybody asks those with greater numbers, some of whom are dead.
election_bully() ->
    Self = self(),
    Pids = [{N, spawn(fun() -> bully(N, Self) end)} || N <- lists:seq(1, 8)],
    [begin M = monitor(process, P), exit(P, kill), receive {'DOWN', M, _, _, _} -> ok end end || {N, P} <- Pids, N > 6],
    [P ! {others, Pids} || {_, P} <- Pids],
    lists:usort([receive {leader, L} -> L end || _ <- lists:seq(1, 6)]).
bully(N, To) ->
    receive {others, Others} ->
        Greater = [{M, P, monitor(process, P)} || {M, P} <- Others, M > N],
        Alive = [M || {M, P, R} <- Greater, begin P ! {alive, self(), R}, receive {R, yes} -> true; {'DOWN', R, _, _, _} -> false end end],
        To ! {leader, lists:max([N | Alive])},
        answering()
    end.
answering() -> receive {alive, P, R} -> P ! {R, yes}, answering() end.

%% While amounts move around, marks that travel behind them make a sum that is true (Chandy and Lamport).
snapshot_of_sums() ->
    Self = self(),
    Pids = [spawn_link(fun() -> receive {next, P} -> moving(100, P, 10, Self, none) end end) || _ <- lists:seq(1, 4)],
    [P ! {next, Q} || {P, Q} <- lists:zip(Pids, tl(Pids) ++ [hd(Pids)])],
    hd(Pids) ! {mark, 0},
    lists:sum([receive {part, N} -> N end || _ <- Pids]).
moving(Have, Next, Moves, To, Seen) when Moves > 0, Seen =:= none -> Next ! {amount, Moves}, moved(Have - Moves, Next, Moves - 1, To, Seen);
moving(Have, Next, Moves, To, Seen) -> moved(Have, Next, Moves, To, Seen).
moved(Have, Next, Moves, To, none) ->
    receive
        {amount, N} -> moving(Have + N, Next, Moves, To, none);
        {mark, 0} -> Next ! {mark, 1}, moved(Have, Next, Moves, To, {Have, 0});
        {mark, _} -> Next ! {mark, 1}, To ! {part, Have}, moved(Have, Next, Moves, To, done)
    end;
moved(Have, Next, Moves, To, {State, Channel}) ->
    receive
        {amount, N} -> moved(Have + N, Next, Moves, To, {State, Channel + N});
        {mark, 1} -> To ! {part, State + Channel}, moved(Have, Next, Moves, To, done)
    end;
moved(Have, Next, Moves, To, done) -> receive {amount, N} -> moved(Have + N, Next, Moves, To, done) end.

commit(Votes) ->
    Self = self(),
    Parts = [spawn_link(fun() -> receive {prepare, P} -> P ! {vote, self(), Vote} end, receive Decision -> Self ! {did, self(), Decision} end end) || Vote <- Votes],
    [P ! {prepare, Self} || P <- Parts],
    Decision = case lists:usort([receive {vote, P, V} -> V end || P <- Parts]) of [yes] -> commit; _ -> abort end,
    [P ! Decision || P <- Parts],
    [receive {did, P, D} -> D end || P <- Parts].
two_phase_commit() -> commit([yes, yes, yes, yes]).
two_phase_abort() -> commit([yes, no, yes, yes, no]).

%% Clocks tell what was before what.
vector_clocks() ->
    Self = self(),
    [A, B, C] = [spawn_link(fun() -> clocked(Name, #{}, Self) end) || Name <- [a, b, c]],
    A ! {send, B}, receive {sent, a} -> ok end,
    await_clock(B, fun(V) -> maps:is_key(a, V) end),
    B ! {send, C}, receive {sent, b} -> ok end,
    await_clock(C, fun(V) -> maps:is_key(b, V) end),
    C ! {send, A}, receive {sent, c} -> ok end,
    await_clock(A, fun(V) -> maps:is_key(c, V) end),
    [clock_of(P) || P <- [A, B, C]].
await_clock(P, Is) -> await(fun() -> Is(clock_of(P)) end).
clock_of(P) -> P ! {clock, self()}, receive {clock, P, V} -> V end.
clocked(Name, V, To) ->
    Tick = fun(X) -> maps:update_with(Name, fun(N) -> N + 1 end, 1, X) end,
    receive
        {send, P} -> W = Tick(V), P ! {with, W}, To ! {sent, Name}, clocked(Name, W, To);
        {with, X} -> clocked(Name, Tick(maps:merge_with(fun(_, M, N) -> max(M, N) end, V, X)), To);
        {clock, P} -> P ! {clock, self(), V}, clocked(Name, V, To)
    end.

%% Requests with the time of a logical clock; each is inside alone.
lamport_mutex() ->
    T = ets:new(lamport, [public]),
    ets:insert(T, {v, 0}),
    Self = self(),
    Pids = [spawn_link(fun() -> receive {all, All} -> lamport(All -- [self()], T, N, Self) end end) || N <- lists:seq(1, 5)],
    [P ! {all, Pids} || P <- Pids],
    [receive {out, P} -> ok end || P <- Pids],
    ets:lookup(T, v).
lamport(Others, T, N, To) ->
    Me = {1, self()},
    [P ! {request, Me} || P <- Others],
    Deferred = wait_grants(length(Others), Me, []),
    V = ets:lookup_element(T, v, 2),
    erlang:yield(),
    ets:insert(T, {v, V + N}),
    [P ! granted || {_, P} <- Deferred],
    To ! {out, self()},
    grant_all().
wait_grants(0, _, Deferred) -> Deferred;
wait_grants(N, Me, Deferred) ->
    receive
        granted -> wait_grants(N - 1, Me, Deferred);
        {request, {_, P} = Other} when Other < Me -> P ! granted, wait_grants(N, Me, Deferred);
        {request, Other} -> wait_grants(N, Me, [Other | Deferred])
    end.
grant_all() -> receive {request, {_, P}} -> P ! granted, grant_all() end.

%% A leader gives every entry a place; all have the same log in the end.
leader_and_log() ->
    Self = self(),
    Followers = [spawn_link(fun() -> follower(1, [], 12, Self) end) || _ <- lists:seq(1, 4)],
    Leader = spawn_link(fun() -> leader(1, Followers) end),
    [spawn_link(fun() -> [Leader ! {append, {C, N}} || N <- [1, 2, 3]] end) || C <- [a, b, c, d]],
    Logs = [receive {log, P, Log} -> Log end || P <- Followers],
    {length(lists:usort(Logs)), lists:sort(hd(Logs)), [[N || {X, N} <- hd(Logs), X =:= C] || C <- [a, b, c, d]]}.
leader(N, Followers) -> receive {append, X} -> [F ! {entry, N, X} || F <- shuffled(Followers, N)], leader(N + 1, Followers) end.
follower(N, Log, Max, To) when N > Max -> To ! {log, self(), lists:reverse(Log)};
follower(N, Log, Max, To) -> receive {entry, N, X} -> follower(N + 1, [X | Log], Max, To) end.

%% Work makes more work; the end is known when everything was told to be done (Dijkstra and Scholten).
termination_detected() ->
    Self = self(),
    Done = fun(N) -> Self ! {worked, N} end,
    ended(start(fun() -> work(20, Done) end)),
    length(flush()).
work(N, Done) ->
    Done(N),
    Parts = [start(fun() -> work(M, Done) end) || M <- [N div 2, N div 3], M > 0],
    [normal = ended(P) || P <- Parts],
    ok.

%% Locks of two accounts are taken in order.
bank_deadlock_free() ->
    N = 5,
    Locks = list_to_tuple([spawn_link(fun free/0) || _ <- lists:seq(1, N)]),
    T = ets:new(bank, [public]),
    ets:insert(T, [{I, 100} || I <- lists:seq(1, N)]),
    Transfer = fun(From, To, X) ->
        with(element(min(From, To), Locks), fun() -> with(element(max(From, To), Locks), fun() ->
            ets:insert(T, {From, ets:lookup_element(T, From, 2) - X}),
            erlang:yield(),
            ets:insert(T, {To, ets:lookup_element(T, To, 2) + X})
        end) end)
    end,
    gather([fun() -> Transfer(F, (F + D - 1) rem N + 1, F * D) end || F <- lists:seq(1, N), D <- [1, 2, 3]]),
    lists:sort(ets:tab2list(T)).

countdown_latch() ->
    Self = self(),
    Latch = spawn_link(fun() -> [receive down -> ok end || _ <- lists:seq(1, 6)], Self ! open end),
    A = atomics:new(1, []),
    [spawn_link(fun() -> atomics:add(A, 1, N), Latch ! down end) || N <- lists:seq(1, 6)],
    receive open -> atomics:get(A, 1) end.

future_and_promise() ->
    Promise = fun() -> spawn_link(fun() -> receive {fulfil, X} -> fulfilled(X) end end) end,
    Await = fun(P) -> P ! {await, self()}, receive {P, X} -> X end end,
    [A, B, C] = [Promise() || _ <- [1, 2, 3]],
    spawn_link(fun() -> C ! {fulfil, Await(A) * Await(B)} end),
    spawn_link(fun() -> B ! {fulfil, Await(A) + 1} end),
    Waiting = [fun() -> Await(C) + N end || N <- [1, 2, 3]],
    spawn_link(fun() -> A ! {fulfil, 6} end),
    gather(Waiting).
fulfilled(X) -> receive {await, P} -> P ! {self(), X}, fulfilled(X) end.

%% Two meet and exchange what they have.
rendezvous() ->
    R = spawn_link(fun() -> meeting() end),
    Got = gather([fun() -> R ! {come, self(), N}, receive {met, M} -> {N, M} end end || N <- lists:seq(1, 10)]),
    lists:all(fun({N, M}) -> lists:member({M, N}, Got) andalso N =/= M end, Got).
meeting() -> receive {come, A, X} -> receive {come, B, Y} -> A ! {met, Y}, B ! {met, X}, meeting() end end.

condition_variable() ->
    C = spawn_link(fun() -> condition(0, []) end),
    Self = self(),
    [spawn_link(fun() -> C ! {wait, self(), N}, receive go -> Self ! {past, N} end end) || N <- [5, 2, 8]],
    Order = [begin C ! {set, N}, receive {past, N} -> N end end || N <- [2, 5, 8]],
    {Order, flush()}.
condition(V, Waiting) ->
    receive
        {wait, P, N} when N =< V -> P ! go, condition(V, Waiting);
        {wait, P, N} -> condition(V, [{N, P} | Waiting]);
        {set, W} -> {Go, Stay} = lists:partition(fun({N, _}) -> N =< W end, Waiting), [P ! go || {_, P} <- Go], condition(W, Stay)
    end.

%% Only those of one kind are inside at once.
unisex_room() ->
    Room = spawn_link(fun() -> room(none, 0) end),
    A = atomics:new(2, []),
    lists:usort(gather([fun() ->
        Kind = 1 + N rem 2,
        Room ! {enter, self(), Kind}, receive {in, Room} -> ok end,
        atomics:add(A, Kind, 1), erlang:yield(),
        Alone = atomics:get(A, 3 - Kind) =:= 0,
        atomics:sub(A, Kind, 1), Room ! leave, Alone
    end || N <- lists:seq(1, 14)])).
room(_, 0) -> receive {enter, P, Kind} -> P ! {in, self()}, room(Kind, 1) end;
room(Kind, N) -> receive {enter, P, Kind} -> P ! {in, self()}, room(Kind, N + 1); leave -> room(Kind, N - 1) end.

graph() -> [{1, [2, 3]}, {2, [1, 3, 4]}, {3, [1, 2, 5]}, {4, [2, 6]}, {5, [3, 6, 7]}, {6, [4, 5, 7]}, {7, [5, 6]}].
graph(F) ->
    Pids = maps:from_list([{N, spawn_link(fun() -> receive {map, M} -> F(N, [map_get(X, M) || X <- Xs]) end end)} || {N, Xs} <- graph()]),
    [P ! {map, Pids} || P <- maps:values(Pids)],
    Pids.

%% A wave goes through a graph and comes back with the sum of all.
echo_wave() ->
    Self = self(),
    Pids = graph(fun(N, Neighbours) -> echo(N, Neighbours, Self) end),
    map_get(1, Pids) ! {start, Self},
    receive {sum, S} -> S end.
echo(N, Neighbours, Root) ->
    receive
        {start, _} -> [P ! {wave, self()} || P <- Neighbours], Root ! {sum, N + waves(length(Neighbours))};
        {wave, Parent} -> [P ! {wave, self()} || P <- Neighbours, P =/= Parent], Sum = N + waves(length(Neighbours) - 1), Parent ! {echo, Sum}
    end.
waves(0) -> 0;
waves(Count) -> receive {wave, _} -> waves(Count - 1); {echo, N} -> N + waves(Count - 1) end.

%% Whatever tree comes out, it has all nodes and one edge less.
spanning_tree() ->
    Self = self(),
    Pids = graph(fun(N, Neighbours) -> receive {join, Parent} -> [P ! {join, N} || P <- Neighbours], Self ! {edge, Parent, N} end end),
    map_get(1, Pids) ! {join, root},
    Edges = [receive {edge, P, N} -> {P, N} end || _ <- maps:keys(Pids)],
    {lists:sort([N || {_, N} <- Edges]), length([x || {P, _} <- Edges, P =/= root]), lists:all(fun({P, N}) -> P =:= root orelse lists:member(P, proplists:get_value(N, graph())) end, Edges)}.
