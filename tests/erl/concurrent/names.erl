%% Registered names: who has them, who gets them, and when they are free again.
-module(names).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, server/2, collect/1, gather/1]).

programs() ->
    [one_wins, loser_refused, free_after_end, free_before_down, handed_over, two_names, bad_names, registered_list,
     by_name_from_many, unregistered_by_other, restarted_under_name, names_in_turn, election_by_name, name_of_self,
     sends_to_gone_name, hidden_singleton].

try_register(Name) -> try register(Name, self()) catch error:badarg -> false end.

%% Of many one gets the name.
one_wins() ->
    Self = self(),
    Pids = [spawn_link(fun() -> Self ! {self(), try_register(names_one)}, receive stop -> ok end end) || _ <- lists:seq(1, 12)],
    Got = [receive {P, R} -> {P, R} end || P <- Pids],
    [Winner] = [P || {P, true} <- Got],
    {length([x || {_, false} <- Got]), whereis(names_one) =:= Winner}.

loser_refused() ->
    true = register(names_loser, self()),
    P = spawn(fun() -> receive stop -> ok end end),
    [try F() catch error:Why -> Why end || F <- [fun() -> register(names_loser, P) end, fun() -> register(names_loser, self()) end,
        fun() -> register(names_other, self()) end, fun() -> register(names_loser, list_to_pid("<0.99999.0>")) end]].

free_after_end() ->
    [begin {P, _} = S = start(fun() -> register(names_free, self()), exit(N) end), {ended(S), whereis(names_free), is_process_alive(P)} end || N <- [1, 2, 3]].

free_before_down() ->
    process_flag(trap_exit, true),
    [begin
        P = spawn_link(fun() -> true = register(names_down, self()), exit(N) end),
        receive {'EXIT', P, N} -> {N, try_then_free(names_down)} end
    end || N <- lists:seq(1, 5)].
try_then_free(Name) -> Got = try_register(Name), unregister(Name), Got.

handed_over() ->
    Self = self(),
    Next = spawn_link(fun() -> receive take -> true = register(names_handed, self()), Self ! taken, receive {ask, F} -> F ! second end end end),
    spawn_link(fun() -> true = register(names_handed, self()), Self ! ready, receive {ask, F} -> F ! first end, true = unregister(names_handed), Next ! take end),
    receive ready -> ok end,
    names_handed ! {ask, self()},
    First = receive first -> first end,
    receive taken -> ok end,
    names_handed ! {ask, self()},
    {First, receive second -> second end}.

two_names() ->
    true = register(names_two_a, self()),
    Refused = try_register(names_two_b),
    true = unregister(names_two_a),
    {Refused, try_register(names_two_b), process_info(self(), registered_name)}.

bad_names() ->
    [try register(Name, self()) catch error:Why -> Why end || Name <- [undefined, "text", 1, <<"b">>]] ++
        [try unregister(Name) catch error:Why -> Why end || Name <- [names_nobody, 1]] ++ [whereis(names_nobody)].

registered_list() ->
    Self = self(),
    Names = [names_r1, names_r2, names_r3],
    Pids = [spawn_link(fun() -> register(Name, self()), Self ! ready, receive stop -> ok end end) || Name <- Names],
    [receive ready -> ok end || _ <- Names],
    All = registered(),
    {[lists:member(Name, All) || Name <- Names], [whereis(Name) =:= P || {Name, P} <- lists:zip(Names, Pids)]}.

by_name_from_many() ->
    register(names_sum, spawn_link(fun() -> server(fun({add, N}, S) -> {ok, S + N}; (get, S) -> {S, S} end, 0) end)),
    gather([fun() -> [call(names_sum, {add, N}) || _ <- [1, 2, 3]] end || N <- lists:seq(1, 12)]),
    call(names_sum, get).

unregistered_by_other() ->
    Self = self(),
    {P, M} = start(fun() -> register(names_taken, self()), Self ! ready, receive stop -> ok end end),
    receive ready -> ok end,
    gather([fun() -> unregister(names_taken) end]),
    Info = process_info(P, registered_name),
    P ! stop,
    {Info, whereis(names_taken), ended({P, M})}.

%% A server that is started again under its name; callers try until it is there.
restarted_under_name() ->
    Keeper = spawn_link(fun() -> process_flag(trap_exit, true), keep(0) end),
    Answers = [ask_until(N) || N <- [1, 2, die, 3, die, 4]],
    unlink(Keeper),
    exit(Keeper, kill),
    Answers.
keep(N) ->
    P = spawn_link(fun() -> register(names_kept, self()), server(fun(die, _) -> exit(died); (Q, S) -> {{S, Q}, S} end, N) end),
    receive {'EXIT', P, died} -> keep(N + 1) end.
ask_until(die) -> case call(names_kept, die) of {down, died} -> died; {down, noproc} -> erlang:yield(), ask_until(die) end;
ask_until(Q) -> case call(names_kept, Q) of {down, noproc} -> erlang:yield(), ask_until(Q); Answer -> Answer end.

%% A name as a lock that goes round.
names_in_turn() ->
    lists:sort(gather([fun() -> with_name(names_lock, fun() -> N * N end) end || N <- lists:seq(1, 8)])).
with_name(Name, F) -> case try_register(Name) of true -> R = F(), unregister(Name), R; false -> erlang:yield(), with_name(Name, F) end.

%% The winner's name is the same for all.
election_by_name() ->
    Self = self(),
    Pids = [spawn_link(fun() -> try_register(names_leader), Self ! ready, receive look -> Self ! {self(), whereis(names_leader)} end, receive stop -> ok end end) || _ <- lists:seq(1, 9)],
    [receive ready -> ok end || _ <- Pids],
    [P ! look || P <- Pids],
    Leaders = [receive {P, L} -> L end || P <- Pids],
    {length(lists:usort(Leaders)), lists:member(hd(Leaders), Pids)}.

name_of_self() ->
    Before = process_info(self(), registered_name),
    register(names_self, self()),
    {Before, process_info(self(), registered_name), gather([fun() -> names_self ! hello end]), flush()}.

sends_to_gone_name() ->
    S = start(fun() -> register(names_gone, self()), ok end),
    normal = ended(S),
    [try F() catch error:badarg -> badarg end || F <- [fun() -> names_gone ! x end, fun() -> {names_gone, node()} ! x, sent end, fun() -> erlang:send_after(1, names_gone, x), sent end, fun() -> monitor(process, names_gone), receive {'DOWN', _, _, W, Y} -> {W, Y} end end]].

%% Whoever comes first starts the one that all use.
hidden_singleton() ->
    Answers = gather([fun() -> call(singleton(), N) end || N <- lists:seq(1, 10)]),
    {lists:sort([A || {A, _} <- Answers]), length(lists:usort([P || {_, P} <- Answers]))}.
singleton() ->
    case whereis(names_singleton) of
        undefined ->
            Self = self(), Tag = make_ref(),
            {P, M} = start(fun() -> true = register(names_singleton, self()), Self ! Tag, server(fun(Q, S) -> {{Q * 2, self()}, S} end, x) end),
            receive Tag -> demonitor(M, [flush]), P; {'DOWN', M, _, _, _} -> singleton() end;
        P -> P
    end.
