%% What is shared without messages and tables: atomics, counters, persistent terms, and what literals do for them.
-module(shared).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1, shuffled/2]).

programs() ->
    [atomic_adds, atomic_slots, compare_exchange_loop, exchange_chain, spin_lock, counters_many, counters_concurrent,
     once_flag, peterson, sequence_numbers, persistent_read, persistent_replaced, persistent_kept_by_readers,
     persistent_erased, bounded_buffer_by_atomics, histogram, wraparound, min_and_max].

atomic_adds() ->
    A = atomics:new(3, []),
    gather([fun() -> [atomics:add(A, 1 + I rem 3, N) || I <- lists:seq(1, 9)], ok end || N <- lists:seq(1, 10)]),
    [atomics:get(A, I) || I <- [1, 2, 3]].

atomic_slots() ->
    A = atomics:new(20, [{signed, false}]),
    gather([fun() -> atomics:put(A, N, N * N), atomics:sub_get(A, N, 1) end || N <- lists:seq(1, 20)]).

compare_exchange_loop() ->
    A = atomics:new(1, []),
    atomics:put(A, 1, 1),
    gather([fun() -> change(A, fun(V) -> (V * 3 + N) rem 1000003 * 0 + V + N * N end) end || N <- lists:seq(1, 12)]),
    atomics:get(A, 1).
change(A, F) ->
    V = atomics:get(A, 1),
    case atomics:compare_exchange(A, 1, V, F(V)) of ok -> ok; _ -> erlang:yield(), change(A, F) end.

%% Everybody puts his own and gets another's: nothing is lost.
exchange_chain() ->
    A = atomics:new(1, []),
    Got = gather([fun() -> atomics:exchange(A, 1, N) end || N <- lists:seq(1, 20)]),
    lists:sort([atomics:get(A, 1) | Got]) =:= lists:seq(0, 20).

spin_lock() ->
    A = atomics:new(2, []),
    gather([fun() -> [locked(A, fun() -> V = atomics:get(A, 2), erlang:yield(), atomics:put(A, 2, V + N) end) || _ <- [1, 2, 3]], ok end || N <- lists:seq(1, 6)]),
    atomics:get(A, 2).
locked(A, F) ->
    case atomics:compare_exchange(A, 1, 0, 1) of ok -> F(), atomics:put(A, 1, 0); 1 -> erlang:yield(), locked(A, F) end.

counters_many() ->
    C = counters:new(5, [atomics]),
    gather([fun() -> [counters:add(C, I, N) || I <- lists:seq(1, 5)], counters:sub(C, 1, 1) end || N <- lists:seq(1, 10)]),
    {[counters:get(C, I) || I <- lists:seq(1, 5)], maps:get(size, counters:info(C))}.

counters_concurrent() ->
    C = counters:new(2, [write_concurrency]),
    gather([fun() -> [counters:add(C, 1 + N rem 2, I) || I <- lists:seq(1, 20)], ok end || N <- lists:seq(1, 8)]),
    [counters:get(C, I) || I <- [1, 2]].

%% Of many that may do it one does it.
once_flag() ->
    A = atomics:new(1, []),
    lists:sort(gather([fun() -> atomics:compare_exchange(A, 1, 0, 1) end || _ <- lists:seq(1, 15)])).

%% Mutual exclusion of two by reading and writing alone.
peterson() ->
    A = atomics:new(4, []),
    gather([fun() -> [peterson(A, Me) || _ <- lists:seq(1, 8)], ok end || Me <- [0, 1]]),
    atomics:get(A, 4).
peterson(A, Me) ->
    atomics:put(A, 1 + Me, 1),
    atomics:put(A, 3, 1 - Me),
    await(fun() -> atomics:get(A, 2 - Me) =:= 0 orelse atomics:get(A, 3) =:= Me end),
    V = atomics:get(A, 4),
    erlang:yield(),
    atomics:put(A, 4, V + 1),
    atomics:put(A, 1 + Me, 0).

sequence_numbers() ->
    A = atomics:new(1, []),
    All = lists:append(gather([fun() -> [atomics:add_get(A, 1, 1) || _ <- lists:seq(1, 8)] end || _ <- lists:seq(1, 7)])),
    lists:sort(All) =:= lists:seq(1, 56).

persistent_read() ->
    persistent_term:put({shared, config}, #{limits => [1, 2, 3], name => "persistent", big => lists:seq(1, 40)}),
    Read = gather([fun() -> M = persistent_term:get({shared, config}), {maps:get(name, M), length(maps:get(big, M)) + N} end || N <- lists:seq(1, 8)]),
    {Read, persistent_term:erase({shared, config}), persistent_term:get({shared, config}, none)}.

%% What is read is one of the values that were put.
persistent_replaced() ->
    Values = [{value, N, lists:duplicate(N, x)} || N <- lists:seq(1, 8)],
    persistent_term:put(shared_replaced, hd(Values)),
    Read = gather([fun() -> [persistent_term:put(shared_replaced, V) || V <- Values], true end |
                   [fun() -> lists:all(fun(_) -> lists:member(persistent_term:get(shared_replaced), Values) end, lists:seq(1, 15)) end || _ <- [1, 2, 3]]]),
    Last = persistent_term:get(shared_replaced),
    persistent_term:erase(shared_replaced),
    {Read, Last}.

%% Who holds a persistent term keeps it after it was replaced or erased.
persistent_kept_by_readers() ->
    Self = self(),
    persistent_term:put(shared_kept, {old, lists:seq(1, 30), <<"binary">>}),
    Pids = [spawn_link(fun() -> T = persistent_term:get(shared_kept), Self ! have, receive tell -> Self ! {self(), T} end end) || _ <- lists:seq(1, 6)],
    [receive have -> ok end || _ <- Pids],
    persistent_term:put(shared_kept, new),
    [garbage_collect(P) || P <- Pids],
    persistent_term:erase(shared_kept),
    [P ! tell || P <- Pids],
    lists:usort([receive {P, T} -> T end || P <- Pids]).

persistent_erased() ->
    [persistent_term:put({shared_erased, N}, N) || N <- lists:seq(1, 20)],
    Erased = gather([fun() -> length([N || N <- lists:seq(1, 20), persistent_term:erase({shared_erased, N})]) end || _ <- [1, 2, 3, 4]]),
    {lists:sum(Erased), [N || {{shared_erased, N}, _} <- persistent_term:get()]}.

%% A ring of slots between one that writes and one that reads.
bounded_buffer_by_atomics() ->
    Size = 4,
    A = atomics:new(2 + Size, []), % 1: written, 2: read
    [_, Read] = gather([
        fun() -> [begin await(fun() -> atomics:get(A, 1) - atomics:get(A, 2) < Size end), atomics:put(A, 3 + N rem Size, N * 10), atomics:add(A, 1, 1) end || N <- lists:seq(0, 24)], ok end,
        fun() -> [begin await(fun() -> atomics:get(A, 1) > N end), V = atomics:get(A, 3 + N rem Size), atomics:add(A, 2, 1), V end || N <- lists:seq(0, 24)] end]),
    Read.

histogram() ->
    C = counters:new(10, []),
    gather([fun() -> [counters:add(C, 1 + erlang:phash2({N, I}, 10), 1) || I <- lists:seq(1, 30)], ok end || N <- lists:seq(1, 6)]),
    [counters:get(C, I) || I <- lists:seq(1, 10)].

wraparound() ->
    A = atomics:new(1, []),
    U = atomics:new(1, [{signed, false}]),
    atomics:put(A, 1, (1 bsl 63) - 10),
    gather([fun() -> atomics:add(A, 1, N), atomics:sub(U, 1, N) end || N <- lists:seq(1, 6)]),
    {atomics:get(A, 1), atomics:get(U, 1)}.

min_and_max() ->
    A = atomics:new(2, []),
    atomics:put(A, 1, 1000),
    gather([fun() -> V = erlang:phash2(N, 900), better(A, 1, V, fun erlang:'<'/2), better(A, 2, V, fun erlang:'>'/2) end || N <- lists:seq(1, 25)]),
    {atomics:get(A, 1), atomics:get(A, 2)}.
better(A, I, V, Is) ->
    Old = atomics:get(A, I),
    case Is(V, Old) of
        true -> case atomics:compare_exchange(A, I, Old, V) of ok -> ok; _ -> erlang:yield(), better(A, I, V, Is) end;
        false -> ok
    end.
