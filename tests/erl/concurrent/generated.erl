%% Programs made at random of what does not depend on the schedule: a number makes a tree of constructs, each of which
%% has parts that run as processes of their own and puts their results together so that their order does not count.
-module(generated).
-compile(export_all).
-import(concurrent, [start/1, ended/1, collect/1, gather/1, shuffled/2, server/2, call/2]).

programs() -> [list_to_atom("program_" ++ integer_to_list(N)) || N <- lists:seq(1, 60)].


program(Name) when is_atom(Name) -> "program_" ++ N = atom_to_list(Name), program(list_to_integer(N));
program(Seed) -> run(tree(4, Seed), Seed).

%% A number below a limit that the two make.
random(Seed, At, Below) -> erlang:phash2({Seed, At, generated}, Below).

%% A tree of so many levels.
tree(0, Seed) -> {leaf, random(Seed, leaf, 1000)};
tree(Depth, Seed) ->
    Kinds = [fork, fork, server, ring, table, atomics, pipeline, watched, linked, select, exchange, names, binaries, closures, alias, timer],
    Kind = lists:nth(1 + random(Seed, kind, length(Kinds)), Kinds),
    Count = 1 + random(Seed, count, 3),
    {Kind, Seed, [tree(max(0, Depth - 1 - random(Seed, {depth, N}, 2)), Seed * 31 + N) || N <- lists:seq(1, Count)]}.

run({leaf, N}, Seed) -> {N, lists:sum(lists:seq(1, 1 + (N + Seed) rem 40))};
run({Kind, Seed, Parts}, _) -> {Kind, construct(Kind, Seed, [fun() -> run(Part, Seed + N) end || {N, Part} <- lists:enumerate(Parts)])}.

%% The results in order, however the parts were run.
construct(fork, _, Parts) -> gather(Parts);
%% They are put into a server in any order, and added up.
construct(server, Seed, Parts) ->
    S = spawn_link(fun() -> server(fun({put, X}, L) -> {ok, [X | L]}; (get, L) -> {lists:sort(L), L} end, []) end),
    gather([fun() -> call(S, {put, {N, F()}}) end || {N, F} <- shuffled(lists:enumerate(Parts), Seed)]),
    Result = call(S, get),
    S ! stop,
    Result;
%% A token collects them.
construct(ring, _, Parts) ->
    Self = self(),
    First = lists:foldl(fun(F, Next) -> spawn_link(fun() -> R = F(), receive {token, L} -> Next ! {token, [R | L]} end end) end, Self, Parts),
    First ! {token, []},
    receive {token, L} -> L end;
construct(table, Seed, Parts) ->
    T = ets:new(generated, [lists:nth(1 + random(Seed, type, 4), [set, ordered_set, bag, duplicate_bag]), public]),
    gather([fun() -> ets:insert(T, {N, F()}) end || {N, F} <- lists:enumerate(Parts)]),
    Result = lists:sort(ets:tab2list(T)),
    ets:delete(T),
    Result;
construct(atomics, _, Parts) ->
    A = atomics:new(length(Parts) + 1, []),
    gather([fun() -> H = erlang:phash2(F(), 1000), atomics:add(A, 1, H), atomics:put(A, N + 1, H) end || {N, F} <- lists:enumerate(Parts)]),
    [atomics:get(A, I) || I <- lists:seq(1, length(Parts) + 1)];
%% A value goes through all of them.
construct(pipeline, Seed, Parts) ->
    Self = self(),
    First = lists:foldl(fun(F, Next) -> spawn_link(fun() -> receive {item, X} -> Next ! {item, erlang:phash2({X, F()})} end end) end, Self, Parts),
    First ! {item, Seed},
    receive {item, X} -> X end;
%% They are the reasons for which processes end.
construct(watched, _, Parts) -> [ended(S) || S <- [start(fun() -> exit({over, F()}) end) || F <- Parts]];
construct(linked, _, Parts) ->
    {P, M} = start(fun() ->
        process_flag(trap_exit, true),
        Pids = [spawn_link(fun() -> exit({linked, F()}) end) || F <- Parts],
        exit([receive {'EXIT', Pid, Why} -> Why end || Pid <- lists:reverse(Pids)])
    end),
    ended({P, M});
%% They come in any order and are taken out in another.
construct(select, Seed, Parts) ->
    Self = self(),
    Tag = make_ref(),
    [spawn_link(fun() -> Self ! {Tag, N, F()}, Self ! {noise, Tag} end) || {N, F} <- lists:enumerate(Parts)],
    Results = [receive {Tag, N, R} -> {N, R} end || N <- shuffled(lists:seq(1, length(Parts)), Seed)],
    {Results, length([receive {noise, Tag} -> x end || _ <- Parts])};
%% Each tells all others.
construct(exchange, _, Parts) ->
    Self = self(),
    Pids = [spawn_link(fun() -> receive {all, All} -> R = F(), [P ! {heard, R} || P <- All], Self ! {self(), lists:sort([receive {heard, X} -> X end || _ <- All])} end end) || F <- Parts],
    [P ! {all, Pids} || P <- Pids],
    [receive {P, Heard} -> erlang:phash2(Heard) end || P <- Pids];
%% Only one at a time has the name, and only he may add.
construct(names, Seed, Parts) ->
    Name = list_to_atom("generated_" ++ integer_to_list(erlang:unique_integer([positive]) rem 50) ++ "_" ++ integer_to_list(Seed rem 1000)),
    A = atomics:new(1, []),
    gather([fun() -> H = erlang:phash2(F(), 1000), named(Name, fun() -> V = atomics:get(A, 1), erlang:yield(), atomics:put(A, 1, V + H) end) end || F <- Parts]),
    atomics:get(A, 1);
construct(binaries, _, Parts) ->
    B = << <<(term_to_binary(R))/binary>> || R <- gather(Parts) >>,
    Size = byte_size(B) div 2,
    gather([fun() -> erlang:crc32(binary:part(B, From, Size)) end || From <- [0, Size]]);
construct(closures, Seed, Parts) ->
    Fs = gather([fun() -> R = F(), fun(X) -> erlang:phash2({X, R, Seed}) end end || F <- Parts]),
    gather([fun() -> lists:foldl(fun(F, X) -> F(X) end, Seed, Fs) end || _ <- [1, 2]]);
construct(alias, _, Parts) ->
    [begin A = alias([reply]), spawn_link(fun() -> R = F(), A ! {A, R}, A ! {A, again} end), receive {A, R} -> R end end || F <- Parts];
construct(timer, _, Parts) ->
    Self = self(),
    Tag = make_ref(),
    [spawn_link(fun() -> erlang:send_after(N rem 2, Self, {Tag, N, F()}) end) || {N, F} <- lists:enumerate(Parts)],
    lists:sort([receive {Tag, N, R} -> {N, R} end || _ <- Parts]).

named(Name, F) ->
    case try register(Name, self()) catch error:badarg -> false end of
        true -> F(), unregister(Name);
        false -> erlang:yield(), named(Name, F)
    end.
