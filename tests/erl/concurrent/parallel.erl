%% Computations in parts: maps, folds, sorts, searches, whose results do not tell who did what.
-module(parallel).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1, shuffled/2]).

programs() ->
    [map_in_order, map_limited, map_reduce_words, fold_tree, merge_sort, quick_sort, bitonic_sort, matrix_product,
     prime_ranges, queens, tree_sum, prefix_sums, game_of_life, floyd_rows, knapsack_rows, work_stealing, work_sharing,
     speculative, pipelined_fibonacci, divide_bignum, polynomial, binary_chunks, minimax, gcd_chain, collatz_longest,
     relaxation, permutations].

pmap(F, L) -> gather([fun() -> F(X) end || X <- L]).

map_in_order() -> pmap(fun(X) -> X * X - 3 end, lists:seq(1, 30)).

%% No more than four at once.
map_limited() ->
    Self = self(),
    Loop = fun Loop([], Running, Acc) when map_size(Running) =:= 0 -> lists:sort(Acc);
               Loop([X | Rest], Running, Acc) when map_size(Running) < 4 ->
                   P = spawn_link(fun() -> Self ! {self(), X * X} end),
                   Loop(Rest, Running#{P => X}, Acc);
               Loop(L, Running, Acc) -> receive {P, R} when is_map_key(P, Running) -> Loop(L, maps:remove(P, Running), [{map_get(P, Running), R} | Acc]) end end,
    Loop(lists:seq(1, 20), #{}, []).

map_reduce_words() ->
    Texts = ["the cat and the dog", "a dog is no cat", "and the cat is the cat", "no dog no cat"],
    Reducers = [spawn_link(fun() -> reducer(#{}) end) || _ <- [1, 2, 3]],
    pmap(fun(Text) -> [lists:nth(1 + erlang:phash2(W, 3), Reducers) ! {word, W} || W <- string:tokens(Text, " ")], ok end, Texts),
    [R ! {report, self()} || R <- Reducers],
    lists:sort(lists:append([receive {R, Counts} -> maps:to_list(Counts) end || R <- Reducers])).
reducer(Counts) -> receive {word, W} -> reducer(maps:update_with(W, fun(N) -> N + 1 end, 1, Counts)); {report, P} -> P ! {self(), Counts} end.

fold_tree() ->
    Sum = fold(fun erlang:'+'/2, lists:seq(1, 64)),
    Max = fold(fun max/2, shuffled(lists:seq(1, 50), fold)),
    Cat = fold(fun erlang:'++'/2, [[N] || N <- lists:seq(1, 20)]),
    {Sum, Max, Cat}.
fold(_, [X]) -> X;
fold(F, L) ->
    {A, B} = lists:split(length(L) div 2, L),
    [X, Y] = gather([fun() -> fold(F, A) end, fun() -> fold(F, B) end]),
    F(X, Y).

merge_sort() -> msort(shuffled(lists:seq(1, 60), merge)) =:= lists:seq(1, 60).
msort(L) when length(L) < 8 -> lists:sort(L);
msort(L) -> {A, B} = lists:split(length(L) div 2, L), [X, Y] = gather([fun() -> msort(A) end, fun() -> msort(B) end]), lists:merge(X, Y).

quick_sort() -> qsort([erlang:phash2(N, 500) || N <- lists:seq(1, 60)]).
qsort([]) -> [];
qsort([P | L]) ->
    [A, B] = gather([fun() -> qsort([X || X <- L, X < P]) end, fun() -> qsort([X || X <- L, X >= P]) end]),
    A ++ [P | B].

%% Odd-even transposition: neighbours exchange, in as many rounds as there are of them.
bitonic_sort() ->
    Self = self(),
    L = shuffled(lists:seq(1, 10), odd_even),
    N = length(L),
    Pids = [spawn_link(fun() -> receive {ring, Ps} -> Self ! {I, odd_even(I, X, Ps, 1, N)} end end) || {I, X} <- lists:enumerate(L)],
    [P ! {ring, list_to_tuple(Pids)} || P <- Pids],
    [receive {I, X} -> X end || I <- lists:seq(1, N)].
odd_even(_, X, _, Round, N) when Round > N -> X;
odd_even(I, X, Ps, Round, N) ->
    J = if I rem 2 =:= Round rem 2 -> I + 1; true -> I - 1 end,
    if J < 1; J > N -> odd_even(I, X, Ps, Round + 1, N);
       true -> element(J, Ps) ! {value, Round, I, X},
               receive {value, Round, J, Y} -> odd_even(I, if I < J -> min(X, Y); true -> max(X, Y) end, Ps, Round + 1, N) end
    end.

matrix_product() ->
    A = [[erlang:phash2({I, J}, 10) || J <- lists:seq(1, 6)] || I <- lists:seq(1, 6)],
    Columns = [[lists:nth(J, Row) || Row <- A] || J <- lists:seq(1, 6)],
    pmap(fun(Row) -> [lists:sum([X * Y || {X, Y} <- lists:zip(Row, Column)]) || Column <- Columns] end, A).

prime_ranges() ->
    lists:append(pmap(fun(N) -> [P || P <- lists:seq(N, N + 19), P > 1, lists:all(fun(D) -> P rem D =/= 0 end, lists:seq(2, trunc(math:sqrt(P))))] end, lists:seq(0, 180, 20))).

%% Each first column by a process of its own.
queens() -> lists:sum(pmap(fun(C) -> queens(5, [C]) end, lists:seq(1, 6))).
queens(0, _) -> 1;
queens(N, Placed) -> lists:sum([queens(N - 1, [C | Placed]) || C <- lists:seq(1, 6), safe(C, 1, Placed)]).
safe(_, _, []) -> true;
safe(C, D, [X | Rest]) -> C =/= X andalso abs(C - X) =/= D andalso safe(C, D + 1, Rest).

tree_sum() -> tree_sum(tree(6, 1)).
tree(0, N) -> {leaf, N};
tree(D, N) -> {node, tree(D - 1, 2 * N), tree(D - 2 + D rem 2, 2 * N + 1)}.
tree_sum({leaf, N}) -> N;
tree_sum({node, A, B}) -> [X, Y] = pmap(fun tree_sum/1, [A, B]), X + Y.

%% In log n rounds each adds what the one so far before it has.
prefix_sums() ->
    L = [erlang:phash2(N, 20) || N <- lists:seq(1, 16)],
    Sums = prefix(L, 1),
    {L, Sums, lists:last(Sums) =:= lists:sum(L)}.
prefix(L, D) when D >= length(L) -> L;
prefix(L, D) -> T = list_to_tuple(L), prefix(pmap(fun(I) when I > D -> element(I, T) + element(I - D, T); (I) -> element(I, T) end, lists:seq(1, length(L))), D * 2).

%% Every cell is a process that tells its neighbours how it is.
game_of_life() ->
    Self = self(),
    Cells = [{X, Y} || X <- lists:seq(0, 4), Y <- lists:seq(0, 4)],
    Alive = [{1, 2}, {2, 2}, {3, 2}, {0, 0}],
    Pids = maps:from_list([{C, spawn_link(fun() -> receive {pids, Ps} -> cell(C, lists:member(C, Alive), Ps, 1, Self) end end)} || C <- Cells]),
    [P ! {pids, Pids} || P <- maps:values(Pids)],
    [C || C <- Cells, receive {C, State} -> State end].
cell(C, State, _, 4, To) -> To ! {C, State};
cell({X, Y} = C, State, Pids, Round, To) ->
    Around = [map_get({(X + DX + 5) rem 5, (Y + DY + 5) rem 5}, Pids) || DX <- [-1, 0, 1], DY <- [-1, 0, 1], {DX, DY} =/= {0, 0}],
    [P ! {Round, State} || P <- Around],
    N = length([x || _ <- Around, receive {Round, S} -> S end]),
    cell(C, N =:= 3 orelse (State andalso N =:= 2), Pids, Round + 1, To).

%% Shortest ways: in each round every row is computed by a process.
floyd_rows() ->
    N = 6,
    D0 = [[if I =:= J -> 0; true -> 1 + erlang:phash2({I, J}, 30) end || J <- lists:seq(1, N)] || I <- lists:seq(1, N)],
    lists:foldl(fun(K, D) -> Via = lists:nth(K, D), pmap(fun(Row) -> IK = lists:nth(K, Row), [min(IJ, IK + KJ) || {IJ, KJ} <- lists:zip(Row, Via)] end, D) end, D0, lists:seq(1, N)).

knapsack_rows() ->
    Items = [{3, 4}, {4, 5}, {7, 10}, {8, 11}, {9, 13}],
    lists:last(lists:foldl(fun({W, V}, Row) -> T = list_to_tuple(Row), pmap(fun(C) when C > W -> max(element(C, T), element(C - W, T) + V); (C) -> element(C, T) end, lists:seq(1, 18)) end, lists:duplicate(18, 0), Items)).

%% Who has nothing to do takes from another.
work_stealing() ->
    Self = self(),
    Workers = [spawn_link(fun() -> receive {others, Others} -> steal(lists:seq(N * 10, N * 10 + N), Others, [], Self) end end) || N <- [1, 2, 7]],
    [W ! {others, Workers -- [W]} || W <- Workers],
    Done = until(lists:sum([2, 3, 8]), []),
    [begin unlink(W), exit(W, kill) end || W <- Workers],
    lists:sort(Done).
until(0, Acc) -> Acc;
until(N, Acc) -> receive {did, X} -> until(N - 1, [X | Acc]) end.
steal([X | Rest], Others, _, To) ->
    To ! {did, X * X},
    Left = receive {steal, P} -> case Rest of [Y | Z] -> P ! {stolen, [Y]}, Z; [] -> P ! {stolen, []}, [] end after 0 -> Rest end,
    steal(Left, Others, [], To);
steal([], Others, _, To) ->
    hd(Others) ! {steal, self()},
    New = wait_stolen(),
    erlang:yield(),
    steal(New, tl(Others) ++ [hd(Others)], [], To).
wait_stolen() -> receive {stolen, L} -> L; {steal, P} -> P ! {stolen, []}, wait_stolen() end.

work_sharing() ->
    Self = self(),
    Master = spawn_link(fun() -> master([{N, N * 3} || N <- lists:seq(1, 24)], Self) end),
    [spawn_link(fun() -> slave(Master) end) || _ <- [1, 2, 3, 4]],
    receive {results, R} -> lists:sort(R) end.
master(Work, To) -> master(Work, length(Work), [], To).
master(_, 0, Results, To) -> To ! {results, Results};
master(Work, N, Results, To) ->
    receive
        {more, P} when Work =/= [] -> P ! {work, hd(Work)}, master(tl(Work), N, Results, To);
        {result, R} -> master(Work, N - 1, [R | Results], To)
    end.
slave(Master) -> Master ! {more, self()}, receive {work, {N, X}} -> Master ! {result, {N, X * X rem 17}}, slave(Master) end.

%% All ways are tried at once; the ones that were not needed are stopped.
speculative() ->
    Self = self(),
    R = make_ref(),
    Pids = [spawn(fun() -> receive after case Way of {fast, _} -> 0; _ -> 60000 end -> Self ! {R, Way} end end) || Way <- [{slow, 1}, {fast, 2}, {slow, 3}]],
    Way = receive {R, W} -> W end,
    [exit(P, kill) || P <- Pids],
    Ms = [monitor(process, P) || P <- Pids],
    [receive {'DOWN', M, _, _, _} -> ok end || M <- Ms],
    {Way, flush()}.

%% Each number is made by a process of the two before it.
pipelined_fibonacci() ->
    Self = self(),
    N = 60,
    Pids = list_to_tuple([spawn_link(fun() -> receive {all, T} -> fibonacci(I, T, N, Self) end end) || I <- lists:seq(1, N)]),
    [P ! {all, Pids} || P <- tuple_to_list(Pids)],
    receive {last, F} -> F end.
fibonacci(I, T, N, To) ->
    F = if I < 3 -> 1; true -> receive {1, A} -> receive {2, B} -> A + B end end end,
    [element(I + D, T) ! {D, F} || D <- [1, 2], I + D =< N],
    I =:= N andalso (To ! {last, F}).

divide_bignum() ->
    Factorial = product(1, 120),
    {Factorial rem 1000000007, length(integer_to_list(Factorial)), Factorial =:= lists:foldl(fun erlang:'*'/2, 1, lists:seq(1, 120))}.
product(A, B) when B - A < 12 -> lists:foldl(fun erlang:'*'/2, 1, lists:seq(A, B));
product(A, B) -> M = (A + B) div 2, [X, Y] = gather([fun() -> product(A, M) end, fun() -> product(M + 1, B) end]), X * Y.

polynomial() ->
    [A, B] = [[erlang:phash2({N, S}, 9) || N <- lists:seq(1, 8)] || S <- [a, b]],
    pmap(fun(K) -> lists:sum([lists:nth(I + 1, A) * lists:nth(K - I + 1, B) || I <- lists:seq(max(0, K - 7), min(K, 7))]) end, lists:seq(0, 14)).

binary_chunks() ->
    Whole = list_to_binary([erlang:phash2(N, 256) || N <- lists:seq(1, 2000)]),
    Parts = pmap(fun(I) -> Part = binary:part(Whole, I * 250, 250), {erlang:crc32(Part), byte_size(binary:replace(Part, <<0>>, <<>>, [global]))} end, lists:seq(0, 7)),
    {Parts, lists:foldl(fun({Crc, _}, Acc) -> erlang:crc32_combine(Acc, Crc, 250) end, 0, Parts) =:= erlang:crc32(Whole)}.

minimax() -> minimax(max, 3, 7).
minimax(_, 0, S) -> erlang:phash2(S, 100);
minimax(Kind, D, S) ->
    Values = pmap(fun(M) -> minimax(case Kind of max -> min; min -> max end, D - 1, S * 5 + M) end, [1, 2, 3]),
    case Kind of max -> lists:max(Values); min -> lists:min(Values) end.

gcd_chain() -> fold(fun gcd/2, [N * 360360 || N <- lists:seq(14, 700, 14)]).
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

collatz_longest() ->
    lists:max(pmap(fun(From) -> lists:max([{collatz(N, 1), N} || N <- lists:seq(From, From + 19)]) end, lists:seq(1, 121, 20))).
collatz(1, L) -> L;
collatz(N, L) when N rem 2 =:= 0 -> collatz(N div 2, L + 1);
collatz(N, L) -> collatz(3 * N + 1, L + 1).

%% Cells that give the mean of their neighbours until nothing changes any more.
relaxation() ->
    relax([100 | lists:duplicate(8, 0)] ++ [0], 0).
relax(L, N) ->
    T = list_to_tuple(L),
    case pmap(fun(I) when I =:= 1; I =:= 10 -> element(I, T); (I) -> (element(I - 1, T) + element(I + 1, T)) div 2 end, lists:seq(1, 10)) of
        L -> {L, N};
        _ when N > 25 -> {L, N};
        New -> relax(New, N + 1)
    end.

permutations() -> length(lists:usort(perms([1, 2, 3, 4]))).
perms([]) -> [[]];
perms(L) -> lists:append(pmap(fun(X) -> [[X | P] || P <- perms(L -- [X])] end, L)).
