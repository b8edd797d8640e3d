%% Tables of ETS that several processes use at once.
-module(tables).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, server/2, collect/1, gather/1, shuffled/2]).

programs() ->
    [counters, counters_with_default, inserts_disjoint, insert_new_race, bag_of_all, duplicate_bag_of_all, ordered_merge,
     take_race, replace_loop, select_delete_parts, heir_of_worker, heirs_in_chain, given_away, given_round, owner_dies,
     owner_killed_in_walk, fixed_while_deleted, protected_reads, private_refused, named_taken_over, queue_by_first,
     tickets, index_and_table, whole_list_inserts, copied_objects, match_in_many, table_of_pids, two_phases,
     renamed_and_deleted, memoised].

public(Type) -> ets:new(tables, [Type, public]).
each(Count, F) -> gather([fun() -> F(N) end || N <- lists:seq(1, Count)]).

counters() ->
    T = public(set),
    ets:insert(T, [{a, 0}, {b, 100}]),
    each(12, fun(N) -> [ets:update_counter(T, a, N) || _ <- lists:seq(1, 6)], ets:update_counter(T, b, {2, -1}), ok end),
    lists:sort(ets:tab2list(T)).

counters_with_default() ->
    T = public(set),
    each(10, fun(N) -> [ets:update_counter(T, K, {2, N}, {K, 1000}) || K <- lists:seq(1, N)], ok end),
    lists:sort(ets:tab2list(T)).

inserts_disjoint() ->
    T = public(set),
    each(8, fun(N) -> [ets:insert(T, {{N, K}, N * K}) || K <- lists:seq(1, 20)], ok end),
    {ets:info(T, size), lists:sum(ets:select(T, [{{{'$1', '_'}, '$2'}, [{'>', '$1', 4}], ['$2']}]))}.

%% Of those who insert the same key one is first.
insert_new_race() ->
    T = public(set),
    Won = each(15, fun(N) -> length([K || K <- lists:seq(1, 10), ets:insert_new(T, {K, N})]) end),
    {lists:sum(Won), lists:sort([K || {K, _} <- ets:tab2list(T)])}.

bag_of_all() ->
    T = public(bag),
    each(9, fun(N) -> ets:insert(T, [{K, N rem 4} || K <- lists:seq(1, 6)]) end),
    {ets:info(T, size), [lists:sort(ets:lookup(T, K)) || K <- [1, 6]]}.

duplicate_bag_of_all() ->
    T = public(duplicate_bag),
    each(9, fun(N) -> ets:insert(T, [{K, N rem 4} || K <- lists:seq(1, 6)]) end),
    each(2, fun(N) -> ets:delete_object(T, {N, 0}) end),
    {ets:info(T, size), [lists:sort(ets:lookup(T, K)) || K <- [1, 2, 3]]}.

ordered_merge() ->
    T = public(ordered_set),
    each(7, fun(N) -> [ets:insert(T, {K}) || K <- lists:seq(N, 70, 7)], ok end),
    Keys = [K || {K} <- ets:tab2list(T)],
    {Keys =:= lists:seq(1, 70), ets:first(T), ets:last(T), ets:next(T, 33), ets:prev(T, 33)}.

%% Every object is taken by one.
take_race() ->
    T = public(set),
    ets:insert(T, [{N, N * N} || N <- lists:seq(1, 40)]),
    Taken = lists:append(each(6, fun(_) -> lists:append([ets:take(T, K) || K <- lists:seq(1, 40)]) end)),
    {lists:sort(Taken) =:= [{N, N * N} || N <- lists:seq(1, 40)], ets:info(T, size)}.

%% A change that happens only to what was read, tried until it does.
replace_loop() ->
    T = public(set),
    ets:insert(T, {x, 1}),
    each(10, fun(N) -> replace(T, x, fun(V) -> V + N * N end) end),
    ets:lookup_element(T, x, 2).
replace(T, K, F) ->
    [{K, V}] = ets:lookup(T, K),
    case ets:select_replace(T, [{{K, V}, [], [{{K, F(V)}}]}]) of 1 -> ok; 0 -> erlang:yield(), replace(T, K, F) end.

select_delete_parts() ->
    T = public(set),
    ets:insert(T, [{N, N rem 5} || N <- lists:seq(1, 100)]),
    Counts = each(5, fun(N) -> ets:select_delete(T, [{{'_', N - 1}, [], [true]}]) end),
    {Counts, ets:info(T, size)}.

heir_of_worker() ->
    Self = self(),
    S = start(fun() -> T = ets:new(tables, [{heir, Self, the_data}]), ets:insert(T, [{N, a} || N <- lists:seq(1, 10)]), exit(done) end),
    receive {'ETS-TRANSFER', T, P, the_data} when P =:= element(1, S) -> {ended(S), ets:info(T, size), ets:info(T, owner) =:= Self} end.

%% A table goes from heir to heir.
heirs_in_chain() ->
    Self = self(),
    Last = lists:foldl(fun(N, Next) -> spawn(fun() -> receive {'ETS-TRANSFER', T, _, Path} ->
        ets:insert(T, {N, was_here}), ets:setopts(T, {heir, Next, [N | Path]}), exit(bye) end end) end, Self, lists:seq(1, 8)),
    spawn(fun() -> ets:new(tables, [{heir, Last, []}]), exit(bye) end),
    receive {'ETS-TRANSFER', T, _, Path} -> {Path, lists:sort(ets:tab2list(T))} end.

given_away() ->
    T = ets:new(tables, [private]),
    ets:insert(T, {k, v}),
    Self = self(),
    P = spawn_link(fun() -> receive {'ETS-TRANSFER', X, From, Data} -> ets:insert(X, {l, w}), Self ! {got, Data, From =:= Self, lists:sort(ets:tab2list(X))}, receive back -> ets:give_away(X, Self, back) end end end),
    true = ets:give_away(T, P, {data, 1}),
    Refused = try ets:lookup(T, k) catch error:badarg -> refused end,
    Got = receive {got, _, _, _} = G -> G end,
    P ! back,
    receive {'ETS-TRANSFER', T, P, back} -> {Refused, Got, ets:info(T, owner) =:= Self} end.

given_round() ->
    Self = self(),
    Ring = lists:foldl(fun(N, Next) -> spawn_link(fun() -> receive {'ETS-TRANSFER', T, _, Sum} -> ets:update_counter(T, n, N), ets:give_away(T, Next, Sum + N) end end) end, Self, lists:seq(1, 10)),
    T = ets:new(tables, [private]),
    ets:insert(T, {n, 0}),
    ets:give_away(T, Ring, 0),
    receive {'ETS-TRANSFER', T, _, Sum} -> {Sum, ets:lookup(T, n)} end.

owner_dies() ->
    Self = self(),
    {P, M} = start(fun() -> T = public(set), ets:insert(T, {a, b}), Self ! {table, T}, receive stop -> ok end end),
    T = receive {table, X} -> X end,
    Before = {ets:lookup(T, a), ets:insert(T, {c, d})},
    P ! stop,
    normal = ended({P, M}),
    {Before, ets:info(T), try ets:lookup(T, a) catch error:badarg -> gone end}.

%% Who walks over a table whose owner is killed is refused from then on.
owner_killed_in_walk() ->
    Self = self(),
    {P, M} = start(fun() -> T = public(ordered_set), ets:insert(T, [{N} || N <- lists:seq(1, 30)]), Self ! {table, T}, receive stop -> ok end end),
    T = receive {table, X} -> X end,
    ets:safe_fixtable(T, true),
    {First, C} = ets:select(T, [{{'$1'}, [], ['$1']}], 10),
    exit(P, kill),
    killed = ended({P, M}),
    {First, try ets:select(C) catch error:badarg -> gone end}.

%% A fixed table is walked to its end whatever others delete.
fixed_while_deleted() ->
    T = public(set),
    ets:insert(T, [{N} || N <- lists:seq(1, 60)]),
    Self = self(),
    W = spawn_link(fun() -> ets:safe_fixtable(T, true), Self ! fixed, receive go -> ok end, Self ! {walked, length(walk(T, ets:first(T)))}, ets:safe_fixtable(T, false), Self ! loose end),
    receive fixed -> ok end,
    each(3, fun(N) -> [ets:delete(T, K) || K <- lists:seq(N, 60, 6)], ok end),
    W ! go,
    Walked = receive {walked, L} -> L end,
    receive loose -> ok end,
    {Walked, ets:info(T, size), ets:info(T, fixed)}.
walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].

protected_reads() ->
    T = ets:new(tables, [protected]),
    ets:insert(T, [{N, -N} || N <- lists:seq(1, 9)]),
    {each(4, fun(N) -> {ets:lookup(T, N), try ets:insert(T, {x}) catch error:badarg -> refused end} end), ets:info(T, size)}.

private_refused() ->
    T = ets:new(tables, [private]),
    each(3, fun(_) -> [try F() catch error:badarg -> refused end || F <- [fun() -> ets:lookup(T, a) end, fun() -> ets:insert(T, {a}) end, fun() -> ets:delete(T) end, fun() -> ets:info(T, size) end]] end).

%% The name of a table is free as soon as its owner has ended.
named_taken_over() ->
    [begin
        S = start(fun() -> ets:new(tables_named, [named_table]), ets:insert(tables_named, {who, N}), exit(ets:lookup(tables_named, who)) end),
        {ended(S), ets:whereis(tables_named)}
    end || N <- [1, 2, 3]].

%% Several take what is first until nothing is left.
queue_by_first() ->
    T = public(ordered_set),
    ets:insert(T, [{N, N} || N <- lists:seq(1, 50)]),
    Parts = each(5, fun(_) -> drain(T, []) end),
    {lists:sort(lists:append(Parts)) =:= lists:seq(1, 50), ets:info(T, size)}.
drain(T, Acc) ->
    case ets:first(T) of
        '$end_of_table' -> Acc;
        K -> case ets:take(T, K) of [{K, V}] -> drain(T, [V | Acc]); [] -> drain(T, Acc) end
    end.

tickets() ->
    T = public(set),
    ets:insert(T, {next, 0}),
    lists:sort(lists:append(each(8, fun(_) -> [ets:update_counter(T, next, 1) || _ <- lists:seq(1, 7)] end))) =:= lists:seq(1, 56).

index_and_table() ->
    {T, I} = {public(set), public(bag)},
    each(6, fun(N) -> [begin ets:insert(T, {{N, K}, K rem 3}), ets:insert(I, {K rem 3, {N, K}}) end || K <- lists:seq(1, 9)], ok end),
    [{R, lists:sort([K || {_, K} <- ets:lookup(I, R)]) =:= lists:sort([K || {K, V} <- ets:tab2list(T), V =:= R])} || R <- [0, 1, 2]].

%% A list is inserted as a whole: nobody sees a part of it.
whole_list_inserts() ->
    T = public(set),
    Write = fun(V) -> ets:insert(T, [{K, V} || K <- lists:seq(1, 12)]) end,
    Write(0),
    Seen = each(8, fun(N) when N rem 2 =:= 0 -> [Write(N * 100 + I) || I <- lists:seq(1, 10)], true;
                      (_) -> lists:all(fun(_) -> length(lists:usort(ets:select(T, [{{'_', '$1'}, [], ['$1']}]))) =:= 1 end, lists:seq(1, 10)) end),
    lists:usort(Seen).

%% What is read is a copy that nobody changes.
copied_objects() ->
    T = public(set),
    Big = {key, lists:seq(1, 50), binary:copy(<<"x">>, 200), #{a => [b, {c}]}},
    ets:insert(T, Big),
    Copies = each(6, fun(N) -> [O] = ets:lookup(T, key), ets:insert(T, {N, O}), garbage_collect(), O end),
    ets:delete(T, key),
    {[C =:= Big || C <- Copies], [O =:= Big || {N, O} <- ets:tab2list(T), is_integer(N)]}.

match_in_many() ->
    T = public(ordered_set),
    ets:insert(T, [{{A, B}, A * B} || A <- lists:seq(1, 8), B <- lists:seq(1, 8)]),
    each(8, fun(N) -> {lists:append(ets:match(T, {{N, '$1'}, N * 2})), ets:match_object(T, {{'_', N}, N * N}), ets:select_count(T, [{{'_', '$1'}, [{'=:=', '$1', N}], [true]}])} end).

%% Who lives enters itself, who ends is taken out by another.
table_of_pids() ->
    T = public(set),
    Self = self(),
    Pids = [spawn(fun() -> ets:insert(T, {self(), N}), Self ! entered, receive stop -> ok end end) || N <- lists:seq(1, 12)],
    [receive entered -> ok end || _ <- Pids],
    Ms = [monitor(process, P) || P <- Pids],
    [P ! stop || {N, P} <- lists:enumerate(Pids), N rem 2 =:= 0],
    [receive {'DOWN', _, _, P, _} -> ets:delete(T, P) end || _ <- lists:seq(1, 6)],
    {length(Ms), lists:sort([N || {_, N} <- ets:tab2list(T)])}.

%% All write, then all read what all have written.
two_phases() ->
    T = public(set),
    Self = self(),
    Pids = [spawn_link(fun() -> ets:insert(T, {N, N * 7}), Self ! written, receive read -> Self ! {self(), lists:sum([V || {_, V} <- ets:tab2list(T)])} end end) || N <- lists:seq(1, 10)],
    [receive written -> ok end || _ <- Pids],
    [P ! read || P <- Pids],
    [receive {P, Sum} -> Sum end || P <- Pids].

renamed_and_deleted() ->
    tables_a = ets:new(tables_a, [named_table, public]),
    ets:insert(tables_a, {x, 1}),
    tables_b = ets:rename(tables_a, tables_b),
    Seen = each(2, fun(_) -> {ets:whereis(tables_a), ets:lookup(tables_b, x)} end),
    true = ets:delete(tables_b),
    {Seen, each(2, fun(_) -> ets:whereis(tables_b) end)}.

%% Results are kept for all; nobody depends on who computed them.
memoised() ->
    T = public(set),
    each(5, fun(N) -> fib(T, 30 + N) end).
fib(_, N) when N < 2 -> N;
fib(T, N) ->
    case ets:lookup(T, N) of
        [{_, F}] -> F;
        [] -> F = fib(T, N - 1) + fib(T, N - 2), ets:insert(T, {N, F}), F
    end.
