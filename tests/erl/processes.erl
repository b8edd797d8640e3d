%% Processes: links, monitors, exit signals, names, receiving, timers, dictionaries. No result depends on
%% numbers of processes or on when exactly a process runs.
-module(processes).
-export([main/0, idle/0, reply/2]).

main() -> run(cases(), 1).

run([Case | Cases], N) ->
    {Pid, Monitor} = spawn_monitor(fun() -> exit({result, plain(Case())}) end),
    Result = receive {'DOWN', Monitor, process, Pid, Reason} -> plain(Reason) end,
    [{N, Result} | run(Cases, N + 1)];
run([], _) -> [].

%% A term whose pids and references have no numbers.
plain(Term) when is_pid(Term) -> pid;
plain(Term) when is_reference(Term) -> ref;
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Term) when is_tuple(Term) -> list_to_tuple(plain(tuple_to_list(Term)));
plain(Term) -> Term.

cases() -> linked() ++ monitored() ++ signalled() ++ named() ++ receiving() ++ timed() ++ kept() ++ flagged().

idle() -> receive stop -> ok; {stop, Reason} -> exit(Reason) end.

reply(To, Message) -> To ! {self(), Message}.

id(X) -> X.

flush() -> receive M -> [M | flush()] after 0 -> [] end.

%% What has come after everything that is on its way.
later() -> receive after 20 -> flush() end.

trapping() -> process_flag(trap_exit, true).

down(Pid, Monitor) -> receive {'DOWN', Monitor, process, Pid, Reason} -> Reason end.

ending(Fun) -> {Pid, Monitor} = spawn_monitor(Fun), down(Pid, Monitor).

linked() ->
    [fun() -> trapping(), P = spawn_link(fun() -> ok end), receive {'EXIT', P, R} -> R end end,
     fun() -> trapping(), P = spawn_link(fun() -> exit(bye) end), receive {'EXIT', P, R} -> R end end,
     fun() -> trapping(), P = spawn_link(fun() -> error(bad) end), receive {'EXIT', P, R} -> R end end,
     fun() -> trapping(), P = spawn_link(fun() -> throw(bad) end), receive {'EXIT', P, R} -> R end end,
     fun() -> trapping(), P = spawn_link(?MODULE, reply, [self(), hello]), [receive M -> M end, receive {'EXIT', P, R} -> R end] end,
     fun() -> ending(fun() -> spawn_link(fun() -> exit(bye) end), receive never -> ok end end) end,
     fun() -> ending(fun() -> spawn_link(fun() -> ok end), receive never -> ok after 20 -> exit(lives) end end) end,
     fun() -> trapping(), P = spawn_link(?MODULE, idle, []), unlink(P), P ! {stop, x}, later() end,
     fun() -> trapping(), P = spawn_link(?MODULE, idle, []), link(P), link(P), P ! {stop, x}, later() end,
     fun() -> trapping(), P = spawn(?MODULE, idle, []), link(P), P ! {stop, x}, later() end,
     fun() -> P = spawn(fun() -> ok end), receive after 20 -> ok end, trapping(), {link(P), later()} end,
     fun() -> P = spawn(fun() -> ok end), receive after 20 -> ok end, ending(fun() -> link(P), receive after 20 -> exit(lives) end end) end,
     fun() -> link(self()), unlink(self()) end,
     fun() -> {unlink(spawn(?MODULE, idle, [])), link(spawn(?MODULE, idle, []))} end,
     fun() ->
         %% A chain: the death of the last kills all.
         Self = self(),
         Last = spawn(fun() -> Self ! {last, self()}, receive die -> exit(chain) end end),
         receive {last, Last} -> ok end,
         {First, Monitor} = spawn_monitor(fun() -> chain(3, Last) end),
         receive after 20 -> ok end,
         Last ! die,
         down(First, Monitor)
     end,
     fun() ->
         trapping(),
         P = spawn_link(?MODULE, idle, []),
         {links, Before} = process_info(self(), links),
         unlink(P),
         {links, After} = process_info(self(), links),
         {Before =:= [P], After}
     end,
     fun() -> trapping(), exit(self(), normal), exit(self(), other), later() end,
     fun() -> trapping(), P = spawn_link(fun() -> exit(kill) end), receive {'EXIT', P, R} -> R end end,
     fun() -> ending(fun() -> spawn_link(fun() -> exit(kill) end), receive never -> ok end end) end,
     fun() -> trapping(), spawn_link(fun() -> spawn_link(fun() -> exit(deep) end), receive never -> ok end end), later() end].

chain(0, Last) -> link(Last), receive never -> ok end;
chain(N, Last) -> spawn_link(fun() -> chain(N - 1, Last) end), receive never -> ok end.

monitored() ->
    [fun() -> ending(fun() -> ok end) end,
     fun() -> ending(fun() -> exit({any, term}) end) end,
     fun() -> {P, M} = spawn_monitor(?MODULE, idle, []), P ! stop, receive X -> {X, element(2, X) =:= M, element(4, X) =:= P} end end,
     fun() -> P = spawn(fun() -> ok end), receive after 20 -> ok end, monitor(process, P), receive X -> X end end,
     fun() -> monitor(process, nobody_is_called_so), receive X -> X end end,
     fun() -> P = spawn(?MODULE, idle, []), register(watched_name, P), monitor(process, watched_name), P ! stop, receive X -> X end end,
     fun() -> monitor(process, {nobody_at_all, node()}), receive X -> X end end,
     fun() -> P = spawn(?MODULE, idle, []), M1 = monitor(process, P), M2 = monitor(process, P), P ! stop, R = later(), {length(R), M1 =/= M2} end,
     fun() -> P = spawn(?MODULE, idle, []), M = monitor(process, P), R = demonitor(M), P ! stop, {R, later()} end,
     fun() -> P = spawn(fun() -> ok end), M = monitor(process, P), receive after 20 -> ok end, {demonitor(M), flush()} end,
     fun() -> P = spawn(fun() -> ok end), M = monitor(process, P), receive after 20 -> ok end, {demonitor(M, [flush]), flush()} end,
     fun() -> P = spawn(fun() -> ok end), M = monitor(process, P), receive after 20 -> ok end, {demonitor(M, [flush, info]), flush()} end,
     fun() -> P = spawn(?MODULE, idle, []), M = monitor(process, P), {demonitor(M, [info]), demonitor(M, [info]), demonitor(M, [])} end,
     fun() -> demonitor(make_ref()) end,
     fun() -> demonitor(make_ref(), [info]) end,
     fun() -> M = monitor(process, self()), {is_reference(M), demonitor(M, [flush, info])} end,
     fun() -> P = spawn(?MODULE, idle, []), M = monitor(process, P), exit(P, kill), down(P, M) end,
     fun() -> P = spawn(?MODULE, idle, []), M = monitor(process, P), exit(P, reason), down(P, M) end,
     fun() ->
         %% The messages of a process come before the news of its end.
         Self = self(),
         {_, _} = spawn_monitor(fun() -> Self ! 1, Self ! 2, exit(3) end),
         [receive A -> A end, receive B -> B end, receive C -> element(5, C) end]
     end].

signalled() ->
    [fun() -> P = spawn(?MODULE, idle, []), M = monitor(process, P), exit(P, normal), R = later(), {R, is_process_alive(P), demonitor(M)} end,
     fun() -> exit(spawn(fun() -> ok end), any) end,
     fun() -> receive after 0 -> ok end, P = spawn(fun() -> ok end), receive after 20 -> exit(P, kill) end end,
     fun() -> ending(fun() -> exit(self(), normal), receive after 20 -> exit(lives) end end) end,
     fun() -> ending(fun() -> exit(self(), other), receive after 20 -> exit(lives) end end) end,
     fun() -> ending(fun() -> exit(self(), kill), receive after 20 -> exit(lives) end end) end,
     fun() -> ending(fun() -> trapping(), exit(self(), kill), receive after 20 -> exit(lives) end end) end,
     fun() -> ending(fun() -> trapping(), exit(self(), killed), exit({got, later()}) end) end,
     fun() -> P = spawn(fun() -> trapping(), receive X -> exit({got, X}) end end), M = monitor(process, P), receive after 20 -> ok end, exit(P, hello), down(P, M) end,
     fun() -> P = spawn(fun() -> trapping(), receive X -> exit({got, X}) end end), M = monitor(process, P), receive after 20 -> ok end, exit(P, kill), down(P, M) end,
     fun() -> P = spawn(fun() -> trapping(), receive X -> exit({got, X}) end end), M = monitor(process, P), receive after 20 -> ok end, exit(P, normal), down(P, M) end,
     fun() -> P = spawn(fun() -> busy(1000000) end), M = monitor(process, P), exit(P, stop), down(P, M) end,
     fun() -> trapping(), P = spawn_link(?MODULE, idle, []), exit(P, kill), receive {'EXIT', P, R} -> R end end,
     fun() -> spawn(fun() -> ok end) ! into_the_void end,
     fun() -> P = spawn(fun() -> ok end), receive after 20 -> ok end, {P ! x, erlang:send(P, y), is_process_alive(P)} end].

busy(0) -> ok;
busy(N) -> busy(N - 1).

named() ->
    [fun() -> register(name_1, self()), name_1 ! hello, {whereis(name_1) =:= self(), flush()} end,
     fun() -> register(name_1, self()), unregister(name_1), whereis(name_1) end,
     fun() -> register(name_1, self()), catch register(name_1, self()) end,
     fun() -> register(name_1, self()), {'EXIT', {R, _}} = (catch register(name_2, self())), R end,
     fun() -> P = spawn(?MODULE, idle, []), register(name_2, P), P ! stop, receive after 20 -> whereis(name_2) end end,
     fun() -> P = spawn(?MODULE, idle, []), register(name_3, P), {'EXIT', {R, _}} = (catch register(name_3, spawn(?MODULE, idle, []))), R end,
     fun() -> P = spawn(fun() -> ok end), receive after 20 -> ok end, {'EXIT', {R, _}} = (catch register(name_4, P)), R end,
     fun() -> {'EXIT', {R, _}} = (catch name_nobody_has ! x), R end,
     fun() -> {name_nobody_has, node()} ! x end,
     fun() -> register(name_5, self()), {name_5, node()} ! x, flush() end,
     fun() -> register(name_6, self()), lists:member(name_6, registered()) end,
     fun() -> register(name_7, self()), process_info(self(), registered_name) end,
     fun() -> process_info(self(), registered_name) end,
     fun() -> P = spawn(?MODULE, idle, []), register(name_8, P), M = monitor(process, name_8), unregister(name_8), name_free = register_again(P), P ! stop, receive {'DOWN', M, process, Who, R} -> {Who =:= {name_8, node()}, R} end end,
     fun() -> P = spawn(?MODULE, idle, []), register(name_9, P), exit(P, kill), receive after 20 -> register(name_9, self()) end end].

register_again(P) -> true = register(name_free, P), name_free.

receiving() ->
    [fun() -> self() ! 1, self() ! 2, self() ! 3, flush() end,
     fun() -> self() ! 1, self() ! 2, self() ! 3, [receive 2 -> 2 end | flush()] end,
     fun() -> receive never -> ok after 0 -> timeout end end,
     fun() -> self() ! x, receive never -> ok after 0 -> flush() end end,
     fun() -> self() ! x, receive never -> ok after 10 -> flush() end end,
     fun() -> receive after 10 -> ok end end,
     fun() -> many(500), [receive 250 -> ok end, receive 499 -> ok end, receive 1 -> ok end, length(flush())] end,
     fun() -> many(2000), backwards(2000) end,
     fun() -> R = make_ref(), many(100), self() ! {R, answer}, receive {R, X} -> {X, length(flush())} end end,
     fun() -> Self = self(), [spawn(fun() -> Self ! {N, a}, Self ! {N, b} end) || N <- [1, 2, 3]], [{receive {N, A} -> A end, receive {N, B} -> B end} || N <- [3, 1, 2]] end,
     fun() -> Self = self(), spawn(fun() -> each(fun(N) -> Self ! N end, 300) end), in_order(300) end,
     fun() -> self() ! {a, 1}, self() ! {b, 2}, receive {b, X} when X > 5 -> no; {a, X} when X > 5 -> no; {_, X} -> X end end,
     fun() -> P = spawn(fun echo/0), P ! {self(), ping}, receive {P, X} -> X after 1000 -> timeout end end,
     fun() -> self() ! outer, receive outer -> self() ! inner, receive inner -> both end end end,
     fun() -> self() ! a, try receive a -> throw(b) end catch b -> flush() end end,
     fun() -> self() ! {self(), #{a => [1, 2.5, <<"bin">>, {x}]}}, receive {_, T} -> T end end,
     fun() -> Big = <<0:8000>>, self() ! Big, receive B -> {byte_size(B), B =:= Big} end end,
     fun() -> F = fun(X) -> X + 1 end, self() ! F, receive G -> {G(1), G =:= F} end end,
     fun() -> self() ! self() ! x, length(flush()) end,
     fun() -> receive x -> ok after id(0) -> zero end end,
     fun() -> self() ! x, receive x -> got after infinity -> never end end,
     fun() -> many(3), process_info(self(), message_queue_len) end].

many(0) -> ok;
many(N) -> self() ! N, many(N - 1).

backwards(N) -> backwards(1, N).

backwards(N, Last) when N > Last -> flush();
backwards(N, Last) -> receive N -> backwards(N + 1, Last) end.

each(_, 0) -> ok;
each(Fun, N) -> Fun(N), each(Fun, N - 1).

in_order(0) -> true;
in_order(N) -> receive X -> X = N, in_order(N - 1) end.

echo() -> receive {From, Message} -> From ! {self(), Message}, echo() end.

timed() ->
    [fun() -> erlang:send_after(10, self(), x), receive M -> M end end,
     fun() -> erlang:send_after(0, self(), x), receive M -> M end end,
     fun() -> R = erlang:start_timer(10, self(), x), receive {timeout, R, M} -> M end end,
     fun() -> R = erlang:send_after(10000, self(), x), Left = erlang:read_timer(R), {Left > 5000, Left =< 10000, is_integer(erlang:cancel_timer(R)), erlang:cancel_timer(R), erlang:read_timer(R), flush()} end,
     fun() -> R = erlang:start_timer(5, self(), x), receive after 30 -> {erlang:cancel_timer(R), erlang:read_timer(R), later()} end end,
     fun() -> [erlang:send_after(T, self(), T) || T <- [60, 20, 40]], [receive A -> A end, receive B -> B end, receive C -> C end] end,
     fun() -> erlang:send_after(10, nobody_with_this_name, x), receive after 30 -> ok end end,
     fun() -> register(timed_name, self()), erlang:send_after(10, timed_name, x), receive M -> M end end,
     fun() -> erlang:send_after(10, timed_name_2, x), register(timed_name_2, self()), receive M -> M end end,
     fun() -> P = spawn(fun() -> ok end), erlang:send_after(10, P, x), receive after 30 -> is_process_alive(P) end end,
     fun() -> erlang:cancel_timer(make_ref()) end,
     fun() -> erlang:read_timer(make_ref()) end,
     fun() -> T1 = erlang:monotonic_time(millisecond), receive after 30 -> ok end, T2 = erlang:monotonic_time(millisecond), T2 - T1 >= 30 end,
     fun() -> erlang:send_after(20, self(), late), receive late -> no after 5 -> [early, receive M -> M end] end end,
     fun() -> erlang:send_after(5, self(), soon), receive soon -> yes after 1000 -> no end end,
     fun() -> R1 = erlang:send_after(10, self(), 1), R2 = erlang:send_after(20, self(), 2), erlang:cancel_timer(R1), receive M -> {M, erlang:read_timer(R2)} end end,
     fun() -> A = erlang:unique_integer(), B = erlang:unique_integer(), A =/= B end,
     fun() -> A = erlang:unique_integer([monotonic]), B = erlang:unique_integer([monotonic]), A < B end,
     fun() -> erlang:unique_integer([positive]) > 0 end].

kept() ->
    [fun() -> {put(a, 1), put(a, 2), get(a), get(b), erase(a), erase(a), get(a)} end,
     fun() -> put(k, v), [get_keys(), get()] end,
     fun() -> put({1, [x]}, big), get({1, [x]}) end,
     fun() -> put(1, int), put(1.0, float), {get(1), get(1.0)} end,
     fun() -> put(a, 1), put(b, 2), L = erase(), {length(L), lists:member({a, 1}, L), get()} end,
     fun() -> put(a, 1), P = self(), spawn(fun() -> P ! get(a) end), receive M -> M end end,
     fun() -> keep_many(500), [get(1), get(250), get(500), get(501)] end,
     fun() -> keep_many(300), forget(300), get() end,
     fun() -> put(l, [a, b]), garbage_collect(), get(l) end].

keep_many(0) -> ok;
keep_many(N) -> put(N, {N, N}), keep_many(N - 1).

forget(0) -> ok;
forget(N) -> {N, N} = erase(N), forget(N - 1).

flagged() ->
    [fun() -> {process_flag(trap_exit, true), process_flag(trap_exit, false), process_flag(trap_exit, false)} end,
     fun() -> {process_flag(priority, high), process_flag(priority, low), process_flag(priority, normal)} end,
     fun() -> {'EXIT', {R, _}} = (catch process_flag(priority, urgent)), R end,
     fun() -> process_flag(priority, high), process_info(self(), priority) end,
     fun() -> trapping(), process_info(self(), trap_exit) end,
     fun() -> process_info(spawn(?MODULE, idle, []), initial_call) end,
     fun() -> P = spawn(?MODULE, idle, []), receive after 20 -> process_info(P, status) end end,
     fun() -> P = spawn(?MODULE, idle, []), receive after 20 -> process_info(P, current_function) end end,
     fun() -> P = spawn(fun() -> ok end), receive after 20 -> process_info(P, links) end end,
     fun() -> process_info(self(), status) end,
     fun() -> group_leader() =:= element(2, process_info(self(), group_leader)) end,
     fun() -> lists:member(self(), processes()) end,
     fun() -> is_process_alive(self()) end,
     fun() ->
         %% While one of high priority can run, none of normal priority does.
         Self = self(),
         process_flag(priority, max),
         spawn(fun() -> Self ! normal end),
         P = spawn(fun() -> receive go -> process_flag(priority, high), erlang:yield(), Self ! high end end),
         P ! go,
         process_flag(priority, low),
         [receive A -> A end, receive B -> B end] =/= []
     end,
     fun() -> erlang:yield() end,
     fun() -> erlang:garbage_collect() end,
     fun() -> {spawn(?MODULE, no_such_function, []), later()} end,
     fun() -> ending(fun() -> apply(no_module, no_function, [x]) end) end,
     fun() -> {P, M} = spawn_monitor(?MODULE, no_such_function, [1]), down(P, M) end].
