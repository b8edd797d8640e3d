%% What messages carry: binaries and parts of them, large maps, bignums, funs, deep terms; all of it arrives as it was.
-module(payloads).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1, shuffled/2]).

programs() ->
    [binaries_shared, sub_binaries, bitstrings, binaries_appended, match_positions, large_maps, maps_updated_apart, bignums,
     floats, closures, closures_of_closures, deep_lists, wide_tuples, improper, literals_sent, atoms_made, references_compared,
     pids_as_keys, messages_while_collected, long_queue_of_large, iolists_joined, strings_unicode, term_round_trip,
     dropped_garbage, growing_state, exits_with_payload, mixed_ring].

%% Sends terms around a ring of so many and compares.
around(Count, Terms) ->
    Self = self(),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun Loop() -> receive X -> garbage_collect(), Next ! X, Loop() end end) end, Self, lists:seq(1, Count)),
    [begin First ! {term, T}, receive {term, U} -> U =:= T end end || T <- Terms].

binaries_shared() ->
    B = list_to_binary([erlang:phash2(N, 256) || N <- lists:seq(1, 1000)]),
    {gather([fun() -> {erlang:crc32(B), byte_size(binary:part(B, N, 100))} end || N <- lists:seq(1, 10)]), around(3, [B])}.

sub_binaries() ->
    B = binary:copy(<<"0123456789">>, 50),
    Parts = gather([fun() -> <<_:N/binary, P:70/binary, _/binary>> = B, P end || N <- lists:seq(0, 40, 5)]),
    {Parts =:= [binary:part(B, N, 70) || N <- lists:seq(0, 40, 5)], around(2, Parts)}.

bitstrings() ->
    B = <<(binary:copy(<<16#A5>>, 80))/binary, 5:3>>,
    Parts = [begin <<_:N, P:(N * 7)/bits, _/bits>> = B, P end || N <- lists:seq(1, 30, 4)],
    {around(3, Parts), gather([fun() -> bit_size(<<P/bits, P/bits, N:5>>) end || {N, P} <- lists:enumerate(Parts)])}.

%% A binary that several make longer, each on his own.
binaries_appended() ->
    B = binary:copy(<<"x">>, 100),
    C = <<B/binary, "base">>,
    Longer = gather([fun() -> lists:foldl(fun(I, Acc) -> <<Acc/binary, N, I>> end, C, lists:seq(1, 10)) end || N <- lists:seq(1, 6)]),
    {[erlang:crc32(L) || L <- Longer], byte_size(C), binary:part(C, 100, 4)}.

%% Each reads its part of a stream and hands on the rest.
match_positions() ->
    Self = self(),
    Stream = << <<N:16, (erlang:phash2(N, 256))>> || N <- lists:seq(1, 40) >>,
    First = lists:foldl(fun(Take, Next) -> spawn_link(fun() -> receive {rest, Bin, Acc} -> {Read, Left} = read(Take, Bin, []), Next ! {rest, Left, [Read | Acc]} end end) end, Self, [4, 10, 1, 15, 10]),
    First ! {rest, Stream, []},
    receive {rest, <<>>, Acc} -> lists:reverse(Acc) end.
read(0, Rest, Acc) -> {lists:sum(Acc), Rest};
read(N, <<A:16, B, Rest/binary>>, Acc) -> read(N - 1, Rest, [A * B | Acc]).

large_maps() ->
    M = maps:from_list([{{key, N}, [N]} || N <- lists:seq(1, 150)]),
    {gather([fun() -> {map_get({key, N * 10}, M), map_size(M#{N => x})} end || N <- lists:seq(1, 8)]), around(3, [M, maps:remove({key, 5}, M)])}.

maps_updated_apart() ->
    M = maps:from_list([{N, 0} || N <- lists:seq(1, 60)]),
    Parts = gather([fun() -> lists:foldl(fun(K, Acc) -> Acc#{K := W} end, M, lists:seq(W, 60, 6)) end || W <- lists:seq(1, 6)]),
    Merged = lists:foldl(fun(P, Acc) -> maps:merge_with(fun(_, A, B) -> max(A, B) end, P, Acc) end, M, Parts),
    {maps:values(maps:filter(fun(K, _) -> K < 20 end, Merged)) =/= [], lists:sum(maps:values(Merged)), lists:sum(maps:values(M))}.

bignums() -> {around(4, [1 bsl N || N <- [58, 59, 60, 63, 64, 65, 200, 1000]] ++ [-(1 bsl N) || N <- [59, 60, 64, 500]]), lists:sum(gather([fun() -> (1 bsl 70) * N end || N <- lists:seq(1, 10)]))}.

floats() -> around(2, [0.0, -0.0, 1.5, 1.0e300, -1.0e-300, 3.141592653589793]).

closures() ->
    Self = self(),
    Worker = spawn_link(fun Loop() -> receive {do, F, X} -> Self ! {done, F(X)}, Loop() end end),
    [begin Worker ! {do, fun(X) -> {X + N, lists:duplicate(N, X)} end, N * 2}, receive {done, R} -> R end end || N <- lists:seq(1, 8)].

closures_of_closures() ->
    Compose = fun(F, G) -> fun(X) -> F(G(X)) end end,
    F = lists:foldl(fun(N, Acc) -> [G] = gather([fun() -> Compose(Acc, fun(X) -> X * N + 1 end) end]), G end, fun(X) -> X end, lists:seq(1, 8)),
    {F(1), F(7), hd(gather([fun() -> F(3) end]))}.

deep_lists() ->
    Deep = lists:foldl(fun(N, Acc) -> [N, Acc] end, [], lists:seq(1, 2000)),
    {around(2, [Deep]), length(lists:flatten(Deep))}.

wide_tuples() ->
    T = list_to_tuple(lists:seq(1, 1500)),
    {around(2, [T]), gather([fun() -> element(N, setelement(N, T, changed)) end || N <- [1, 700, 1500]]), element(700, T)}.

improper() -> around(2, [[a | b], [1, 2 | {c}], [[x | y] | z], [<<"b">> | 1.5]]).

literals_sent() ->
    L = {literal, [1, 2, #{a => "text"}], <<"a literal binary that is longer than sixty-four bytes, so that it may be shared">>},
    {around(3, [L]), gather([fun() -> element(2, L) end, fun() -> garbage_collect(), L end])}.

atoms_made() ->
    Names = lists:append(gather([fun() -> [list_to_atom("payload_" ++ integer_to_list(I * 3 rem 20)) || I <- lists:seq(N, N + 10)] end || N <- lists:seq(1, 5)])),
    lists:usort(Names).

references_compared() ->
    Rs = gather([fun make_ref/0 || _ <- lists:seq(1, 20)]),
    {length(lists:usort(Rs)), around(2, [Rs]), [is_reference(R) || R <- lists:sublist(Rs, 2)]}.

pids_as_keys() ->
    Pids = [spawn_link(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 40)],
    M = maps:from_list([{P, N} || {N, P} <- lists:enumerate(Pids)]),
    {around(2, [M]), [map_get(P, M) || P <- lists:reverse(Pids)] =:= lists:seq(40, 1, -1)}.

%% Messages come while the receiver's heap moves.
messages_while_collected() ->
    Self = self(),
    R = spawn_link(fun() -> Self ! {kept, keep(120, [])} end),
    gather([fun() -> [R ! {data, N, lists:seq(1, N), binary:copy(<<N>>, 70)} || N <- lists:seq(1, 30)], ok end || _ <- [1, 2, 3, 4]]),
    receive {kept, Kept} -> {length(Kept), lists:sum([N || {N, L, B} <- Kept, length(L) =:= N, B =:= binary:copy(<<N>>, 70)])} end.
keep(0, Acc) -> Acc;
keep(N, Acc) -> receive {data, I, L, B} -> _ = lists:seq(1, 300), keep(N - 1, [{I, L, B} | Acc]) end.

long_queue_of_large() ->
    [self() ! {N, lists:duplicate(N, {N, <<N:64>>})} || N <- lists:seq(1, 60)],
    garbage_collect(),
    Chosen = [receive {N, L} -> true = lists:all(fun(X) -> X =:= {N, <<N:64>>} end, L), length(L) end || N <- [60, 1, 30]],
    {Chosen, length(flush())}.

iolists_joined() ->
    Parts = gather([fun() -> [<<"part ">>, integer_to_list(N), [$: | <<"tail">>], lists:duplicate(N, $x)] end || N <- lists:seq(1, 8)]),
    {iolist_size(Parts), erlang:crc32(Parts), iolist_to_binary(Parts)}.

strings_unicode() ->
    S = [228, 246, 252, 8364, 128512 | "plain"],
    {around(2, [S, unicode:characters_to_binary(S)]), gather([fun() -> unicode:characters_to_binary(lists:duplicate(N, S)) end || N <- [1, 2]])}.

term_round_trip() ->
    T = {a, "b", <<"c">>, 1.5, [d | e], #{f => {g, 1 bsl 80}}, <<1:3>>},
    gather([fun() -> B = term_to_binary(T, [{compressed, C}]), binary_to_term(B) =:= T end || C <- [0, 1, 6, 9]]) ++ around(1, [term_to_binary(T)]).

%% Much is made and forgotten; what is kept is right.
dropped_garbage() ->
    gather([fun() -> garbage(60, [], 0) end || _ <- lists:seq(1, 4)]).
garbage(0, Kept, Sum) -> {Sum, length(Kept), lists:sum([byte_size(B) || B <- Kept])};
garbage(N, Kept, Sum) ->
    B = binary:copy(<<N>>, 100 + N),
    L = lists:seq(1, 100),
    garbage(N - 1, case N rem 7 of 0 -> [B | Kept]; _ -> Kept end, Sum + length(L) + byte_size(B)).

growing_state() ->
    Self = self(),
    P = spawn_link(fun() -> growing(#{}, []) end),
    [P ! {put, N rem 50, {N, integer_to_binary(N)}} || N <- lists:seq(1, 200)],
    P ! {report, Self},
    receive {report, Size, Last, Length} -> {Size, Last, Length} end.
growing(M, Log) ->
    receive
        {put, K, V} -> growing(M#{K => V}, [{K, V} | Log]);
        {report, To} -> To ! {report, map_size(M), maps:get(49, M), length(Log)}
    end.

exits_with_payload() ->
    [byte_size(term_to_binary(ended(start(fun() -> exit({N, lists:duplicate(N, <<"payload">>), maps:from_list([{I, I} || I <- lists:seq(1, N)])}) end)))) || N <- [0, 1, 10, 50]].

mixed_ring() -> around(5, [[], {}, #{}, <<>>, 0, a, "s", [[]], {[{}]}, #{#{} => #{}}, fun erlang:self/0, node(), 1.0, <<0:1>>, [1 | 2]]).
