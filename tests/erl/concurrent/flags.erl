%% What processes are told at their start or later: flags, options, group leaders, hibernation; what they tell of
%% themselves while they wait.
-module(flags).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, server/2, collect/1, gather/1]).

programs() ->
    [hibernated, hibernated_many, hibernated_killed, priorities_all_end, priority_told, spawn_options, min_heap_sizes,
     off_heap_messages, off_heap_switched, group_leader_inherited, group_leader_changed,
     output_caught, output_relayed, waiting_seen, info_of_many, dictionary_of_other, dictionary_of_each,
     initial_calls, flags_given_back, collected_from_outside, status_of_kinds, messages_seen,
     parents_told, yields].

idle() -> receive stop -> ok; {stop, Why} -> exit(Why) end.

hibernated() ->
    Self = self(),
    P = spawn_link(fun() -> erlang:hibernate(?MODULE, awake, [Self, 0]) end),
    [begin P ! {add, N}, receive {sum, S} -> S end end || N <- lists:seq(1, 6)].
awake(To, Sum) -> receive {add, N} -> To ! {sum, Sum + N}, erlang:hibernate(?MODULE, awake, [To, Sum + N]) end.

hibernated_many() ->
    Self = self(),
    Pids = [spawn_link(fun() -> put(n, N), _ = lists:seq(1, 100), erlang:hibernate(?MODULE, wake_and_tell, [Self, lists:seq(1, N)]) end) || N <- lists:seq(1, 12)],
    [P ! tell || P <- Pids],
    [receive {P, L, N} -> {length(L), N} end || P <- Pids].
wake_and_tell(To, L) -> receive tell -> To ! {self(), L, get(n)} end.

hibernated_killed() ->
    Started = [start(fun() -> process_flag(trap_exit, Trap), erlang:hibernate(?MODULE, wake_exit, []) end) || Trap <- [true, false]],
    await(fun() -> [{current_function, {erlang, hibernate, 3}}] =:= lists:usort([process_info(P, current_function) || {P, _} <- Started]) orelse waiting(Started) end),
    [exit(P, polite) || {P, _} <- Started],
    [ended(S) || S <- Started].
waiting(Started) -> lists:all(fun({P, _}) -> process_info(P, status) =:= {status, waiting} end, Started).
wake_exit() -> receive {'EXIT', _, Why} -> exit({woken, Why}) end.

priorities_all_end() ->
    Self = self(),
    [spawn_opt(fun() -> Self ! {P, lists:sum(lists:seq(1, 200))} end, [link, {priority, P}]) || P <- [low, normal, high, low, normal]],
    collect(5).

priority_told() ->
    Self = self(),
    [begin S = spawn_opt(fun() -> Before = process_info(self(), priority), Was = process_flag(priority, normal), Self ! {self(), Before, Was, process_info(self(), priority)} end, [{priority, P}]),
           receive {S, B, W, A} -> {B, W, A} end end || P <- [low, normal, high, max]].

spawn_options() ->
    Self = self(),
    Options = [[], [link], [monitor], [{min_heap_size, 1000}], [{fullsweep_after, 3}], [{message_queue_data, off_heap}], [{min_bin_vheap_size, 5000}], [link, {priority, high}, {fullsweep_after, 0}]],
    [begin S = spawn_opt(fun() -> Self ! {here, N} end, O), receive {here, N} -> case S of {P, M} when is_pid(P), is_reference(M) -> receive {'DOWN', M, _, _, W} -> W end; P when is_pid(P) -> pid end end end || {N, O} <- lists:enumerate(Options)].

min_heap_sizes() ->
    [begin {P, M} = spawn_opt(fun() -> exit(element(2, process_info(self(), min_heap_size)) >= N) end, [monitor, {min_heap_size, N}]), ended({P, M}) end || N <- [0, 233]].

off_heap_messages() ->
    Self = self(),
    P = spawn_opt(fun() -> receive go -> Self ! {sum, lists:sum([receive {n, N} -> N end || _ <- lists:seq(1, 60)])} end end, [link, {message_queue_data, off_heap}]),
    gather([fun() -> [P ! {n, N * I} || I <- lists:seq(1, 10)] end || N <- lists:seq(1, 6)]),
    P ! go,
    receive {sum, S} -> S end.

off_heap_switched() ->
    Self = self(),
    P = spawn_link(fun() -> receive go -> ok end, A = process_flag(message_queue_data, off_heap), garbage_collect(), B = process_flag(message_queue_data, on_heap), Self ! {A, B, [receive {N, L} -> {N, length(L)} end || N <- lists:seq(1, 8)]} end),
    [P ! {N, lists:seq(1, N)} || N <- lists:seq(1, 8)],
    P ! go,
    receive {_, _, _} = R -> R end.

group_leader_inherited() ->
    Self = self(),
    Leader = spawn_link(fun idle/0),
    group_leader(Leader, self()),
    P = spawn_link(fun() -> Q = spawn_link(fun() -> Self ! {leader, group_leader()} end), Self ! {leader, group_leader()}, is_pid(Q) end),
    {is_pid(P), [receive {leader, L} -> L =:= Leader end || _ <- [1, 2]]}.

group_leader_changed() ->
    [A, B] = [spawn_link(fun idle/0) || _ <- [1, 2]],
    P = spawn_link(fun() -> server(fun(_, S) -> {group_leader(), S} end, x) end),
    Leaders = [begin group_leader(L, P), call(P, leader) =:= L end || L <- [A, B, A]],
    {Leaders, try group_leader(no_pid, P) catch error:Why -> Why end}.

%% A group leader that keeps what is written.
device(Kept) ->
    receive
        {io_request, From, Tag, {put_chars, _, M, F, As}} -> From ! {io_reply, Tag, ok}, device([apply(M, F, As) | Kept]);
        {io_request, From, Tag, {put_chars, _, Text}} -> From ! {io_reply, Tag, ok}, device([Text | Kept]);
        {io_request, From, Tag, getopts} -> From ! {io_reply, Tag, [{encoding, unicode}]}, device(Kept);
        {io_request, From, Tag, _} -> From ! {io_reply, Tag, {error, request}}, device(Kept);
        {kept, P} -> P ! {kept, lists:flatten([unicode:characters_to_list(T) || T <- lists:reverse(Kept)])}, device(Kept)
    end.

output_caught() ->
    D = spawn_link(fun() -> device([]) end),
    group_leader(D, self()),
    io:put_chars("one "),
    io:format("~p ~s", [{two, 2}, "three"]),
    gather([fun() -> io:format(" ~b~n", [4]) end]),
    D ! {kept, self()},
    receive {kept, Text} -> Text end.

%% Requests go through several leaders; the last one answers.
output_relayed() ->
    D = spawn_link(fun() -> device([]) end),
    Relay = lists:foldl(fun(_, To) -> spawn_link(fun Loop() -> receive Request -> To ! Request, Loop() end end) end, D, [1, 2, 3]),
    gather([fun() -> group_leader(Relay, self()), [io:format("~p", [N]) || N <- [1, 2, 3]], ok end]),
    D ! {kept, self()},
    receive {kept, Text} -> Text end.

waiting_seen() ->
    P = spawn_link(fun() -> wait_here() end),
    await(fun() -> process_info(P, status) =:= {status, waiting} end),
    [process_info(P, K) || K <- [current_function, status, message_queue_len, trap_exit, links, dictionary, priority, registered_name]] =:= [] orelse
        [process_info(P, K) || K <- [current_function, status, message_queue_len, trap_exit, dictionary, priority, registered_name]].
wait_here() -> receive {never, here} -> wait_here() end.

info_of_many() ->
    Pids = [spawn_link(fun() -> [put(I, N) || I <- lists:seq(1, N)], idle() end) || N <- lists:seq(1, 8)],
    await(fun() -> lists:all(fun(P) -> process_info(P, status) =:= {status, waiting} end, Pids) end),
    [begin {dictionary, D} = process_info(P, dictionary), length(D) end || P <- Pids].

dictionary_of_other() ->
    Self = self(),
    P = spawn_link(fun() -> put(a, 1), put({b, c}, [2]), Self ! ready, receive change -> put(a, 3), erase({b, c}), Self ! ready end, idle() end),
    receive ready -> ok end,
    One = process_info(P, dictionary),
    P ! change,
    receive ready -> ok end,
    {lists:sort(element(2, One)), process_info(P, dictionary), get()}.

dictionary_of_each() ->
    put(mine, parent),
    {gather([fun() -> Before = get(mine), put(mine, N), erlang:yield(), {Before, get(mine)} end || N <- lists:seq(1, 8)]), get(mine)}.

initial_calls() ->
    [begin {P, M} = S, I = process_info(P, initial_call), P ! stop, {I, ended({P, M})} end || S <- [spawn_monitor(?MODULE, idle, []), spawn_opt(?MODULE, wait_for, [stop], [monitor])]].
wait_for(X) -> receive X -> ok end.

flags_given_back() ->
    Self = self(),
    spawn_link(fun() -> Self ! {flags, [begin Was = process_flag(F, V), {F, Was, process_flag(F, Was)} end || {F, V} <- [{trap_exit, true}, {priority, high}, {fullsweep_after, 7}, {save_calls, 5}, {message_queue_data, off_heap}, {sensitive, true}]]} end),
    Got = receive {flags, L} -> L end,
    [case F of fullsweep_after -> {F, is_integer(Was), V}; _ -> {F, Was, V} end || {F, Was, V} <- Got].

%% Others may have a process collect its garbage; it has what it had.
collected_from_outside() ->
    Self = self(),
    P = spawn_link(fun() -> Data = {lists:seq(1, 200), binary:copy(<<"ab">>, 100), #{k => [v]}}, Self ! ready, receive tell -> Self ! {data, Data} end end),
    receive ready -> ok end,
    Said = gather([fun() -> garbage_collect(P) end || _ <- [1, 2, 3]]),
    P ! tell,
    receive {data, {L, B, M}} -> {Said, length(L), byte_size(B), M} end.

status_of_kinds() ->
    {Dead, _} = S = start(fun() -> ok end),
    normal = ended(S),
    Waits = spawn_link(fun idle/0),
    await(fun() -> process_info(Waits, status) =:= {status, waiting} end),
    {process_info(Dead, status), process_info(Waits, status), process_info(self(), status), is_process_alive(Waits), is_process_alive(Dead)}.

messages_seen() ->
    P = spawn_link(fun() -> receive {never, _} -> ok end end),
    [P ! M || M <- [one, {two, 2}, "three"]],
    process_info(P, [messages, message_queue_len]).

parents_told() ->
    Self = self(),
    P = spawn_link(fun() -> Q = spawn_link(fun() -> Self ! {parent, element(2, process_info(self(), parent))} end), Self ! {mine, element(2, process_info(self(), parent)), Q} end),
    A = receive {parent, X} -> X =:= P end,
    {A, receive {mine, Y, _} -> Y =:= Self end}.

yields() ->
    A = atomics:new(1, []),
    gather([fun() -> [begin atomics:add(A, 1, 1), true = erlang:yield() end || _ <- lists:seq(1, 20)], ok end || _ <- lists:seq(1, 10)]),
    atomics:get(A, 1).
