%% Exit signals: all kinds of reasons to all kinds of receivers, and what is left behind.
-module(exits).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1]).

programs() ->
    [reasons_untrapped, reasons_trapped, to_self, to_self_trapped, kill_trapped, exit_kill_is_no_signal, normal_ignored,
     normal_to_self, to_the_dead, bad_arguments, order_of_signals, signal_after_message, kill_waiting_and_running,
     in_after_clauses, catch_does_not_hold, mass_kill, linked_and_signalled, reason_is_copied, exit_while_receiving,
     exit_in_timeout, nested_catches, killed_owner, exit_three, last_words, suicide_pact].

victim(Trap, To) -> process_flag(trap_exit, Trap), To ! {ready, self()}, victim_loop(To).
victim_loop(To) -> receive {'EXIT', _, Why} -> To ! {trapped, Why}, victim_loop(To); are_you_there -> To ! yes, victim_loop(To); stop -> ok end.
ready({P, _} = S) -> receive {ready, P} -> S end.
victim(Trap) -> Self = self(), ready(start(fun() -> victim(Trap, Self) end)).

-define(REASONS, [shutdown, {shutdown, x}, killed, "text", <<"binary">>, 17, 1.5, {deep, [#{a => [1]}]}, [], noproc]).

reasons_untrapped() -> [begin {P, _} = S = victim(false), true = exit(P, Why), ended(S) end || Why <- ?REASONS].

reasons_trapped() ->
    {P, M} = victim(true),
    [exit(P, Why) || Why <- [normal | ?REASONS]],
    Trapped = [receive {trapped, Why} -> Why end || _ <- [normal | ?REASONS]],
    P ! stop,
    {Trapped, ended({P, M})}.

to_self() -> [ended(start(fun() -> exit(self(), Why), receive never -> ok after 50 -> lived end end)) || Why <- [kill, shutdown, normal, {a, b}]].

to_self_trapped() ->
    process_flag(trap_exit, true),
    [exit(self(), Why) || Why <- [normal, shutdown, {a, b}]],
    [receive {'EXIT', P, Why} -> {P =:= self(), Why} end || _ <- [1, 2, 3]].

kill_trapped() -> {P, _} = S = victim(true), exit(P, kill), ended(S).

%% exit(kill) is an end like others: the linked may trap it, and others see kill, not killed.
exit_kill_is_no_signal() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> exit(kill) end),
    First = receive {'EXIT', P, Why} -> Why end,
    Second = ended(start(fun() -> spawn_link(fun() -> exit(kill) end), receive never -> ok end end)),
    {First, Second}.

normal_ignored() ->
    {P, _} = S = victim(false),
    exit(P, normal),
    P ! are_you_there,
    Answer = receive yes -> yes end,
    P ! stop,
    {Answer, ended(S)}.

normal_to_self() -> ended(start(fun() -> exit(self(), normal), exit(not_reached) end)).

to_the_dead() ->
    {P, _} = S = start(fun() -> ok end),
    normal = ended(S),
    [exit(P, Why) || Why <- [normal, kill, x]].

bad_arguments() ->
    [try exit(To, x) catch Class:Why -> {Class, Why} end || To <- [not_a_pid, 1, "text", {}, make_ref()]].

%% Signals from one process to another keep their order.
order_of_signals() ->
    {P, M} = victim(true),
    [exit(P, N) || N <- lists:seq(1, 30)],
    Got = [receive {trapped, N} -> N end || _ <- lists:seq(1, 30)],
    P ! stop,
    {Got, ended({P, M})}.

%% A message sent before a signal has come before the signal.
signal_after_message() ->
    Self = self(),
    {P, _} = S = start(fun() -> Self ! {ready, self()}, receive M -> Self ! {saw, M}, receive never -> ok end end end),
    ready(S),
    P ! hello,
    receive {saw, Hello} -> ok end,
    exit(P, after_hello),
    {Hello, ended(S)}.

kill_waiting_and_running() ->
    Spin = fun Spin(N) -> Spin(N + 1) end,
    Kinds = [fun() -> receive never -> ok end end, fun() -> Spin(0) end, fun() -> receive never -> ok after 100000 -> ok end end,
             fun() -> timer:sleep(infinity) end, fun() -> erlang:hibernate(lists, seq, [1, 2]) end],
    Started = [start(Kind) || Kind <- Kinds],
    [exit(P, kill) || {P, _} <- Started],
    [ended(S) || S <- Started].

%% What stands behind after is not done by one that is killed.
in_after_clauses() ->
    Self = self(),
    Run = fun(How) -> S = ready(start(fun() -> try Self ! {ready, self()}, receive {die, Why} -> exit(Why); never -> ok end after Self ! cleaned end end)), How(element(1, S)), {ended(S), flush()} end,
    [Run(fun(P) -> P ! {die, asked} end), Run(fun(P) -> exit(P, signalled) end), Run(fun(P) -> exit(P, kill) end)].

catch_does_not_hold() ->
    Self = self(),
    S = ready(start(fun() -> catch (begin Self ! {ready, self()}, receive never -> ok end end), Self ! survived end)),
    exit(element(1, S), signalled),
    {ended(S), flush()}.

mass_kill() ->
    Started = [start(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 50)],
    gather([fun() -> [exit(P, kill) || {P, _} <- Started] end || _ <- [1, 2, 3]]),
    lists:usort([ended(S) || S <- Started]).

%% A linked process that is signalled ends by the first reason that comes.
linked_and_signalled() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> receive never -> ok end end),
    exit(P, one),
    exit(P, two),
    {receive {'EXIT', P, Why} -> Why end, receive Any -> Any after 5 -> nothing end}.

reason_is_copied() ->
    Big = {big, lists:seq(1, 100), binary:copy(<<"part">>, 100), #{k => {v, "text"}}, 1 bsl 200},
    {P, _} = S = victim(false),
    exit(P, Big),
    ended(S) =:= Big.

exit_while_receiving() ->
    process_flag(trap_exit, true),
    Self = self(),
    spawn(fun() -> exit(Self, a), Self ! b, exit(Self, c), Self ! d end),
    [receive {'EXIT', _, a} -> 1 end, receive b -> 2 end, receive {'EXIT', _, c} -> 3 end, receive d -> 4 end].

exit_in_timeout() ->
    process_flag(trap_exit, true),
    Self = self(),
    spawn(fun() -> exit(Self, interrupted) end),
    receive {'EXIT', _, Why} -> Why after 5000 -> timeout end.

nested_catches() ->
    Run = fun(F) -> ended(start(F)) end,
    [case Run(F) of {R, [_ | _]} -> R; R -> R end || F <- [
        fun() -> catch exit(a), exit(b) end,
        fun() -> try exit(a) catch exit:a -> exit({caught, a}) end end,
        fun() -> try error(x) of _ -> ok catch error:Y -> exit({was, Y}) after put(done, true) end end,
        fun() -> try throw(t) catch throw:t -> throw(u) end end,
        fun() -> try exit(a) after exit(b) end end,
        fun() -> exit(catch exit(inner)) end]].

%% What a killed process owned is gone.
killed_owner() ->
    Self = self(),
    S = ready(start(fun() -> ets:new(killed_owner, [named_table, public]), register(killed_owner, self()), ets:insert(killed_owner, {a, 1}), Self ! {ready, self()}, receive never -> ok end end)),
    Before = {ets:lookup(killed_owner, a), is_pid(whereis(killed_owner))},
    exit(element(1, S), kill),
    killed = ended(S),
    {Before, ets:whereis(killed_owner), whereis(killed_owner)}.

%% A signal that names a process of others is as from oneself.
exit_three() ->
    process_flag(trap_exit, true),
    Self = self(),
    P = spawn(fun() -> exit(Self, hello) end),
    receive {'EXIT', From, hello} -> From =:= P end.

%% Everything that was sent before the end has come when the end is told.
last_words() ->
    Self = self(),
    Started = [start(fun() -> Self ! {word, N}, exit(done) end) || N <- lists:seq(1, 15)],
    [done = ended(S) || S <- Started],
    lists:sort([N || {word, N} <- flush()]).

%% Two that kill each other: at least one of them is killed, and none of them lives.
suicide_pact() ->
    [A, B] = [start(fun() -> receive {other, P} -> exit(P, kill), receive never -> ok end end end) || _ <- [1, 2]],
    element(1, A) ! {other, element(1, B)},
    element(1, B) ! {other, element(1, A)},
    timer:sleep(1),
    [exit(P, kill) || {P, _} <- [A, B]],
    {ended(A), ended(B)}.
