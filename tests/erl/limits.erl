%% Programs that take more than there is, each in its own way. `stopped/1` runs one in a process of its
%% own and tells how that ended and whether the machine still answers.
-module(limits).
-export([recursion/0, list/0, binary_double/0, binary_append/0, binary_comprehension/0, binaries_kept/0,
         binaries_small/0, own_mailbox/0, other_mailbox/0, huge_message/0, shared_message/0, shared_result/0,
         spawns/0, bignum/0, bignum_system_limit/0, dictionary/0, tuple/0, tuples/0, maps/0, timers/0,
         monitors/0, garbage/0, binary_garbage/0, all_together/0, trapper/0, output/0,
         arrays/0, array_too_large/0, persistent_terms/0, streams/0, stream_input/0, stash/0, streams_closed/0,
         small_parts/0, streams_of_the_dead/0, objects/0, ordered_objects/0, marks/0, tables/0, tables_deleted/0,
         tables_of_the_dead/0, printed/0, ber/0, per/0]).

stopped(Fun) ->
    Echo = spawn(fun echo/0),
    {Pid, Monitor} = spawn_monitor(Fun),
    Reason = receive {'DOWN', Monitor, process, Pid, Why} -> Why end,
    Echo ! {self(), still_here},
    Answer = receive {Echo, Message} -> Message end,
    [{stopped, Reason}, Answer, length(work(1000))].

echo() ->
    receive {From, Message} -> From ! {self(), Message} end.

work(0) -> [];
work(N) -> [N | work(N - 1)].

each(Fun, [Head | Tail]) -> Fun(Head), each(Fun, Tail);
each(_, []) -> ok.

recursion() -> stopped(fun() -> recurse(0) end).

%% The compiler makes a loop of what it sees never to return.
recurse(N) ->
    case get(enough) of
        undefined -> 1 + recurse(N + 1);
        _ -> 0
    end.

list() -> stopped(fun() -> grow([]) end).

grow(List) -> grow([x | List]).

binary_double() -> stopped(fun() -> double(<<"0123456789abcdef">>) end).

double(Binary) -> double(<<Binary/binary, Binary/binary>>).

binary_append() -> stopped(fun() -> append(<<>>) end).

append(Binary) -> append(<<Binary/binary, 0:8000>>).

binary_comprehension() ->
    stopped(fun() -> byte_size(<< <<X:8000>> || X <- work(1000000) >>) end).

binaries_kept() -> stopped(fun() -> keep([]) end).

keep(List) -> keep([<<(length(List)):80000>> | List]).

binaries_small() -> stopped(fun() -> small([]) end).

small(List) -> small([<< <<X>> || X <- [] >> | List]).

own_mailbox() -> stopped(fun() -> flood(self()) end).

flood(Pid) -> Pid ! a, flood(Pid).

%% The receiver is killed, and its flooder only when it asks for what it has not sent.
other_mailbox() ->
    {Victim, Monitor} = spawn_monitor(fun() -> receive never -> ok end end),
    Flooder = spawn(fun() -> flood(Victim) end),
    Reason = receive {'DOWN', Monitor, process, Victim, Why} -> Why end,
    Alive = is_process_alive(Flooder),
    exit(Flooder, kill),
    {Reason, Alive, stopped(fun() -> exit(done) end)}.

huge_message() ->
    Self = self(),
    stopped(fun() -> Self ! work(20000) end).

%% Shared in one process, 2^40 cells when it is copied.
shared(0, Term) -> Term;
shared(N, Term) -> shared(N - 1, [Term | Term]).

shared_message() ->
    Self = self(),
    stopped(fun() -> Self ! shared(40, []) end).

shared_result() -> shared(40, []).

spawns() ->
    stopped(fun() -> more(0) end).

more(N) ->
    try spawn(fun() -> receive never -> ok end end) of
        _ -> more(N + 1)
    catch
        error:system_limit -> exit({system_limit, N})
    end.

bignum() -> stopped(fun() -> square(3) end).

square(N) -> square(N * N).

bignum_system_limit() ->
    stopped(fun() -> try square(3) catch error:Reason -> exit(Reason) end end).

dictionary() -> stopped(fun() -> remember(0) end).

remember(N) -> put(N, N), remember(N + 1).

tuple() -> stopped(fun() -> tuple_size(erlang:make_tuple(1 bsl 23, [])) end).

tuples() -> stopped(fun() -> nest({}) end).

nest(Tuple) -> nest({Tuple, Tuple, Tuple}).

maps() -> stopped(fun() -> map(#{}, 0) end).

map(Map, N) -> map(Map#{N => N}, N + 1).

arrays() -> stopped(fun() -> arrays(1000) end).

arrays(N) -> erts_internal:atomics_new(N, 1), arrays(N).

array_too_large() -> stopped(fun() -> erts_internal:atomics_new(1 bsl 50, 1) end).

persistent_terms() -> stopped(fun() -> persistent_terms(1) end).

persistent_terms(N) -> persistent_term:put(N, work(N rem 100)), persistent_terms(N + 1).

timers() -> stopped(fun() -> remind(self()) end).

remind(Pid) -> erlang:send_after(100000000, Pid, [hello]), remind(Pid).

monitors() ->
    Watched = spawn(fun() -> receive never -> ok end end),
    [{stopped, Reason} | Rest] = stopped(fun() -> watch(Watched) end),
    {is_process_alive(Watched), Reason, Rest}.

watch(Pid) -> erlang:monitor(process, Pid), watch(Pid).

%% Garbage is no reason to be stopped.
garbage() -> stopped(fun() -> each(fun(_) -> work(1000) end, work(500)), exit(enough) end).

binary_garbage() ->
    stopped(fun() -> each(fun(N) -> <<N:80000>> end, work(5000)), exit(enough) end).

%% No process has too much, all together do.
all_together() ->
    Pids = [spawn_monitor(fun() -> hold(work(5000)) end) || _ <- work(100)],
    Killed = length([Pid || {Pid, _} <- Pids, receive {'DOWN', _, process, Pid, killed} -> true after 1000 -> false end]),
    [exit(Pid, kill) || {Pid, _} <- Pids],
    {Killed > 0, Killed < 100}.

hold(List) -> receive never -> List end.

%% Of a great many that end with a large reason.
trapper() ->
    stopped(fun() ->
        process_flag(trap_exit, true),
        Self = self(),
        [spawn(fun() -> link(Self), exit(work(2000)) end) || _ <- work(100)],
        receive never -> ok end
    end).

output() ->
    stopped(fun() -> [erlang:display_string("") || _ <- work(1000)], exit(enough) end).

%% Streams of zlib, whose module is not there.
streams() -> stopped(fun() -> open_streams() end).

open_streams() -> stream(), open_streams().

stream() ->
    Z = zlib:open_nif(),
    ok = zlib:deflateInit_nif(Z, 6, 8, 15, 8, 0),
    Z.

stream_input() ->
    stopped(fun() -> Z = stream(), enqueue(Z, <<0:80000>>) end).

small_parts() ->
    stopped(fun() -> Z = stream(), enqueue(Z, <<1>>) end).

enqueue(Z, Binary) -> ok = zlib:enqueue_nif(Z, [Binary]), enqueue(Z, Binary).

stash() ->
    stopped(fun() -> List = work(1000), [zlib:setStash_nif(zlib:open_nif(), List) || _ <- work(1000)] end).

%% Closed streams take nothing, nor do those of processes that have ended.
streams_closed() ->
    stopped(fun() -> [zlib:close_nif(stream()) || _ <- work(2000)], exit(enough) end).

streams_of_the_dead() ->
    stopped(fun() -> [receive_down(spawn_monitor(fun stream/0)) || _ <- work(100)], exit(enough) end).

receive_down({Pid, Monitor}) -> receive {'DOWN', Monitor, process, Pid, Reason} -> Reason end.

%% Tables, whose module is not there.

objects() -> stopped(fun() -> objects(ets:new(table, [duplicate_bag, public]), 1) end).

ordered_objects() -> stopped(fun() -> objects(ets:new(table, [ordered_set, public]), 1) end).

objects(Table, N) -> true = ets:insert(Table, {N, work(N rem 100)}), objects(Table, N + 1).

%% What is deleted while the table is fixed stays.
marks() ->
    stopped(fun() -> Table = ets:new(table, []), true = ets:safe_fixtable(Table, true), marks(Table, 1) end).

marks(Table, N) -> true = ets:insert(Table, {N}), true = ets:delete(Table, N), marks(Table, N + 1).

tables() -> stopped(fun() -> tables([]) end).

tables(Tables) -> tables([ets:new(table, []) | Tables]).

tables_deleted() ->
    stopped(fun() ->
        [begin
             Table = ets:new(table, [named_table]),
             true = ets:insert(Table, [{N, N} || N <- work(1000)]),
             0 = length([N || N <- [1, 2], not ets:member(Table, N)]),
             1000 = ets:internal_delete_all(Table, undefined),
             true = ets:insert(Table, {N0, work(1000)}),
             true = ets:delete(Table)
         end || N0 <- work(100)],
        exit(enough)
    end).

tables_of_the_dead() ->
    stopped(fun() ->
        [begin
             {_, Monitor} = spawn_monitor(fun() -> ets:insert(ets:new(table, [named_table]), [{N, N} || N <- work(1000)]) end),
             receive {'DOWN', Monitor, _, _, normal} -> ok end
         end || _ <- work(100)],
        exit(enough)
    end).

%% Few words that are much text, or many bytes.
printed() -> stopped(fun() -> erts_internal:term_to_string(doubled(60, a), undefined) end).

doubled(0, Term) -> Term;
doubled(N, Term) -> doubled(N - 1, {Term, Term}).

ber() -> stopped(fun() -> asn1rt_nif:encode_ber_tlv(pieces(60, {4, <<>>})) end).

pieces(0, Piece) -> Piece;
pieces(N, Piece) -> pieces(N - 1, {16, [Piece, Piece]}).

per() -> stopped(fun() -> asn1rt_nif:encode_per_complete(binary:copy(<<43, 255, 255, 0, 0>>, 100000)) end).
