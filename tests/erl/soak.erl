%% Does everything that changes a machine, at random: processes that start, link, watch, kill and send to each other, with
%% timers, tables, names, aliases, persistent terms, and code that is loaded, replaced and purged. It never ends; what
%% happens depends on the seed and the schedule alone.
-module(soak).
-export([main/2, worker/3, woken/3]).

%% The most processes that there are to be.
-define(MOST, 60).

main(Seed, Code) ->
    process_flag(trap_exit, true),
    register(soak_main, self()),
    spawn(erts_code_purger, start, []),
    atomics_of(Seed),
    keep_alive(Seed, 1, Code).

atomics_of(_) -> persistent_term:put(soak_atomics, atomics:new(8, [])).

keep_alive(Seed, N, Code) ->
    Missing = max(0, 15 - length(others())),
    [spawn(?MODULE, worker, [Seed * 1000 + N + I, 200, Code]) || I <- lists:seq(1, Missing)],
    receive {'EXIT', _, _} -> ok; {'ETS-TRANSFER', T, _, _} -> catch ets:delete(T); _ -> ok after 2 -> ok end,
    keep_alive(Seed, N + Missing + 1, Code).

others() -> processes() -- [whereis(soak_main), whereis(erts_code_purger)].

%% A number below a limit; the state of the generator is in the dictionary.
random(Below) ->
    X = (get(random) * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff,
    put(random, X),
    (X bsr 33) rem Below.
one_of(L) -> lists:nth(1 + random(length(L)), L).
peer() -> case others() of [] -> self(); Pids -> one_of(Pids) end.

worker(Seed, Life, Code) ->
    put(random, erlang:phash2(Seed, 1 bsl 32)),
    put(code, Code),
    work(Life, []).

woken(Life, Kept, Code) -> put(code, Code), work(Life, Kept).

%% Kept is what makes heaps old: terms of all kinds that stay for a while.
work(0, Kept) -> exit({worn_out, lists:sublist(Kept, 3)});
work(Life, Kept) ->
    Got = receive M -> [M] after random(3) -> [] end,
    New = try act(random(40), Kept) catch _:_ -> [] end,
    case random(25) of
        0 -> work(Life - 1, []);
        1 -> erlang:hibernate(?MODULE, woken, [Life - 1, lists:sublist(Kept, 10), get(code)]);
        _ -> work(Life - 1, lists:sublist(Got ++ New ++ Kept, 40))
    end.

act(0, _) -> start([]);
act(1, _) -> start([link]);
act(2, _) -> start([monitor]);
act(3, _) -> start([link, {priority, one_of([low, normal, high])}, {min_heap_size, random(2000)}]);
act(4, _) -> link(peer()), [];
act(5, _) -> {links, L} = process_info(self(), links), unlink(one_of(L)), [];
act(6, _) -> [monitor(process, peer(), one_of([[], [{tag, {tag, data()}}], [{alias, one_of([demonitor, reply_demonitor, explicit_unalias])}]]))];
act(7, Kept) -> [demonitor(R, one_of([[], [flush], [info]])) || R <- Kept, is_reference(R), random(2) =:= 0];
act(8, _) -> exit(peer(), one_of([normal, kill, {reason, data()}, shutdown])), [];
act(9, _) -> process_flag(trap_exit, random(2) =:= 0), [];
act(10, _) -> exit(data());
act(11, _) -> [peer() ! data() || _ <- lists:seq(1, random(6))];
act(12, Kept) -> peer() ! {kept, Kept}, [];
act(13, Kept) -> [R ! {through, data()} || R <- Kept, is_reference(R)], [];
act(14, _) -> [alias(one_of([[], [reply]]))];
act(15, Kept) -> [unalias(R) || R <- Kept, is_reference(R)], [];
act(16, _) -> [erlang:send_after(random(20), one_of([peer(), self(), name()]), data())];
act(17, _) -> [erlang:start_timer(random(50), peer(), data())];
act(18, Kept) -> [erlang:cancel_timer(R, one_of([[], [{async, true}], [{info, false}]])) || R <- Kept, is_reference(R)], [];
act(19, _) -> register(name(), one_of([self(), peer()])), [];
act(20, _) -> unregister(name()), [];
act(21, _) -> name() ! data(), [];
act(22, _) -> table(), [];
act(23, _) -> table(), [];
act(24, _) -> [ets:insert(T, objects()) || T <- tables()], [];
act(25, _) -> T = one_of(tables()), ets:safe_fixtable(T, random(2) =:= 0), [];
act(26, _) -> T = one_of(tables()), [ets:delete(T, random(30)) || _ <- lists:seq(1, 10)], [];
act(27, _) -> T = one_of(tables()), (one_of([fun() -> ets:match_object(T, {random(30), '_'}) end, fun() -> ets:tab2list(T) end, fun() -> ets:take(T, random(30)) end,
                                            fun() -> ets:select_delete(T, [{{'$1', '_'}, [{'<', '$1', random(10)}], [true]}]) end,
                                            fun() -> ets:update_counter(T, c, 1, {c, 0}) end, fun() -> [ets:next(T, random(30))] end]))();
act(28, _) -> T = one_of(tables()), (one_of([fun() -> ets:give_away(T, peer(), data()) end, fun() -> ets:delete(T) end, fun() -> ets:setopts(T, {heir, peer(), data()}) end, fun() -> ets:delete_all_objects(T) end]))(), [];
act(29, _) -> persistent_term:put({soak, random(6)}, data()), [];
act(30, _) -> [persistent_term:erase({soak, random(6)}), persistent_term:get({soak, random(6)}, none)];
act(31, _) -> atomics:add(persistent_term:get(soak_atomics), 1 + random(8), random(100)), [];
act(32, _) -> load(), [];
act(33, _) -> [soak_code:version(), soak_code:keep(data())];
act(34, Kept) -> [F(data()) || F <- Kept, is_function(F, 1)];
act(35, _) -> spawn(soak_code, stay, [random(20)]), [];
act(36, _) -> [deep(random(400))];
act(37, _) -> put(random(10), data()), erase(random(10)), [];
act(38, _) -> garbage_collect(one_of([self(), peer()])), [group_leader(peer(), self())];
act(39, Kept) -> [binary_to_term(term_to_binary(Kept)), erlang:phash2(Kept)].

start(Options) ->
    length(processes()) < ?MOST orelse throw(enough),
    [spawn_opt(?MODULE, worker, [random(1 bsl 30), 50 + random(200), get(code)], Options)].

name() -> one_of([soak_a, soak_b, soak_c, soak_d]).

data() ->
    case random(14) of
        0 -> random(1 bsl 40);
        1 -> 1 bsl random(300);
        2 -> random(1000) / 7;
        3 -> lists:seq(1, random(60));
        4 -> binary:copy(<<(random(256))>>, random(300));
        5 -> B = binary:copy(<<"sub">>, 50 + random(100)), Size = 100 + random(300), <<_:24, Part:Size/bits, _/bits>> = B, Part;
        6 -> maps:from_list([{N, {N}} || N <- lists:seq(1, random(80))]);
        7 -> list_to_tuple(lists:seq(1, random(40)));
        8 -> {self(), make_ref(), peer()};
        9 -> X = data(), fun() -> X end;
        10 -> [data(), data()];
        11 -> appended(random(30), binary:copy(<<1>>, 80));
        12 -> {one_of([atom, {literal, [1, 2, {3}]}, "text"]), data()};
        13 -> [data() | data()]
    end.

appended(0, B) -> B;
appended(N, B) -> appended(N - 1, <<B/binary, N, "more of it">>).

deep(0) -> [data()];
deep(N) -> [{N} | deep(N - 1)].

objects() -> [{random(30), data()} || _ <- lists:seq(1, random(12))].

tables() -> [T || T <- ets:all(), ets:info(T, protection) =:= public].

table() ->
    length(ets:all()) < 20 orelse throw(enough),
    Type = one_of([set, ordered_set, bag, duplicate_bag]),
    Named = one_of([[], [named_table]]),
    Heir = one_of([[], [{heir, peer(), data()}]]),
    T = ets:new(one_of([soak_t1, soak_t2]), [Type, public] ++ Named ++ Heir),
    ets:insert(T, objects()).

%% Old code is purged, which kills who still needs it; or what is current is deleted; or it is loaded again.
load() ->
    erts_code_purger:purge(soak_code),
    case random(4) of
        0 -> erlang:delete_module(soak_code);
        _ -> Prepared = erlang:prepare_loading(soak_code, get(code)), erlang:finish_loading([Prepared])
    end.
