%% Calls and answers: servers by hand, with everything that can become of a call.
-module(calls).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, server/2, collect/1, gather/1, shuffled/2]).

programs() ->
    [counter, key_value, many_clients, calls_and_casts, deferred_reply, forwarded, server_crashes, server_gone,
     crash_then_restart, nested_servers, call_with_timeout, late_answer_dropped, bank, bank_two_accounts, cache_misses,
     stack_server, queue_blocking, publish_subscribe, versions_of_state, transactions, proxy_chain, rate_by_tokens,
     multi_call, server_of_funs, long_mailbox_call].

serve(Function, State) -> spawn_link(fun() -> server(Function, State) end).

counter() ->
    S = serve(fun(up, N) -> {N + 1, N + 1}; ({up, M}, N) -> {N + M, N + M}; (get, N) -> {N, N} end, 0),
    [call(S, Q) || Q <- [up, up, {up, 40}, get, up]].

key_value() ->
    S = serve(fun({put, K, V}, M) -> {maps:find(K, M), M#{K => V}};
                 ({get, K}, M) -> {maps:get(K, M, none), M};
                 (size, M) -> {map_size(M), M};
                 ({take, K}, M) -> {maps:is_key(K, M), maps:remove(K, M)} end, #{}),
    Puts = [call(S, {put, N rem 7, N}) || N <- lists:seq(1, 20)],
    {Puts, call(S, {get, 3}), call(S, {take, 3}), call(S, {get, 3}), call(S, {take, 3}), call(S, size)}.

many_clients() ->
    S = serve(fun({add, N}, {Sum, Count}) -> {ok, {Sum + N, Count + 1}}; (get, State) -> {State, State} end, {0, 0}),
    gather([fun() -> [call(S, {add, N * M}) || M <- lists:seq(1, 5)] end || N <- lists:seq(1, 15)]),
    call(S, get).

calls_and_casts() ->
    S = spawn_link(fun() -> casting([]) end),
    [S ! {cast, N} || N <- [3, 1, 2]],
    A = ask(S, get),
    S ! {cast, 9},
    {A, ask(S, get), ask(S, sum)}.
casting(L) ->
    receive
        {cast, N} -> casting([N | L]);
        {ask, F, R, get} -> F ! {R, L}, casting(L);
        {ask, F, R, sum} -> F ! {R, lists:sum(L)}, casting(L)
    end.
ask(S, Q) -> R = make_ref(), S ! {ask, self(), R, Q}, receive {R, A} -> A end.

%% The first of two questions is answered after the second.
deferred_reply() ->
    S = spawn_link(fun() ->
        receive {ask, F1, R1, first} -> receive {ask, F2, R2, second} -> F2 ! {R2, now}, F1 ! {R1, later} end end
    end),
    gather([fun() -> ask(S, first) end, fun() -> ask(S, second) end]).

forwarded() ->
    Back = spawn_link(fun Loop() -> receive {ask, F, R, N} -> F ! {R, {back, N * N}}, Loop() end end),
    Front = spawn_link(fun Loop() -> receive {ask, _, _, _} = Q -> Back ! Q, Loop() end end),
    [ask(Front, N) || N <- lists:seq(1, 10)].

server_crashes() ->
    {S, M} = start(fun() -> server(fun(N, Sum) -> {100 div N, Sum + N} end, 0) end),
    Answers = [call(S, N) || N <- [5, 20]],
    {down, {badarith, [{_, _, _, _} | _]}} = call(S, 0),
    {{badarith, _}, noproc} = {ended({S, M}), element(2, call(S, 1))},
    Answers.

server_gone() ->
    {S, M} = start(fun() -> ok end),
    normal = ended({S, M}),
    {call(S, question), call(nobody_is_called_so, question)}.

crash_then_restart() ->
    process_flag(trap_exit, true),
    Start = fun() -> spawn_link(fun() -> server(fun(die, _) -> exit(asked_to); (N, Sum) -> {Sum + N, Sum + N} end, 0) end) end,
    {_, Answers} = lists:foldl(fun(Q, {S, Answers}) ->
        case call(S, Q) of
            {down, Why} -> receive {'EXIT', S, Why} -> {Start(), [{restarted, Why} | Answers]} end;
            Answer -> {S, [Answer | Answers]}
        end
    end, {Start(), []}, [1, 2, die, 10, die, die, 5, 6]),
    lists:reverse(Answers).

%% Each server asks the one below for its part.
nested_servers() ->
    Bottom = serve(fun(N, S) -> {N, S} end, x),
    Top = lists:foldl(fun(K, Below) -> serve(fun(N, S) -> {K + call(Below, N * 2), S} end, x) end, Bottom, lists:seq(1, 8)),
    [call(Top, N) || N <- [0, 1, 5]].

call_with_timeout() ->
    S = spawn_link(fun() -> receive never -> ok end end),
    R = make_ref(),
    S ! {ask, self(), R, x},
    receive {R, A} -> A after 10 -> timed_out end.

%% The answer to a call that was given up does not disturb the next one.
late_answer_dropped() ->
    S = spawn_link(fun Loop() -> receive {ask, F, R, N} -> receive go -> F ! {R, N} end, Loop() end end),
    R1 = make_ref(),
    S ! {ask, self(), R1, 1},
    First = receive {R1, A} -> A after 5 -> given_up end,
    S ! go, S ! go,
    Second = ask(S, 2),
    {First, Second, [N || {_, N} <- flush()]}.

bank() ->
    S = serve(fun({deposit, N}, B) -> {B + N, B + N};
                 ({withdraw, N}, B) when N =< B -> {ok, B - N};
                 ({withdraw, _}, B) -> {refused, B};
                 (balance, B) -> {B, B} end, 0),
    gather([fun() -> [call(S, {deposit, 10}) || _ <- lists:seq(1, 10)] end || _ <- lists:seq(1, 5)]),
    Taken = gather([fun() -> call(S, {withdraw, 50}) end || _ <- lists:seq(1, 12)]),
    {length([ok || ok <- Taken]), length([r || refused <- Taken]), call(S, balance)}.

%% Transfers keep the sum.
bank_two_accounts() ->
    Account = fun() -> serve(fun({change, N}, B) -> {ok, B + N}; (balance, B) -> {B, B} end, 1000) end,
    A = Account(), B = Account(),
    Transfer = fun(From, To, N) -> ok = call(From, {change, -N}), ok = call(To, {change, N}) end,
    gather([fun() -> Transfer(A, B, N) end || N <- lists:seq(1, 10)] ++ [fun() -> Transfer(B, A, N) end || N <- lists:seq(3, 9)]),
    {call(A, balance), call(B, balance)}.

%% What is not known is computed once, whoever asks first.
cache_misses() ->
    S = serve(fun({value, K}, {M, Misses}) ->
        case M of
            #{K := V} -> {V, {M, Misses}};
            _ -> V = K * K + 1, {V, {M#{K => V}, Misses + 1}}
        end;
        (misses, {_, N} = State) -> {N, State} end, {#{}, 0}),
    Values = gather([fun() -> [call(S, {value, N rem 6}) || N <- lists:seq(M, M + 7)] end || M <- lists:seq(1, 6)]),
    {Values, call(S, misses)}.

stack_server() ->
    S = serve(fun({push, X}, L) -> {length(L) + 1, [X | L]}; (pop, []) -> {empty, []}; (pop, [X | L]) -> {X, L} end, []),
    [call(S, Q) || Q <- [pop, {push, a}, {push, b}, pop, {push, c}, pop, pop, pop]].

%% A queue of which takers wait until there is something.
queue_blocking() ->
    Q = spawn_link(fun() -> queue([], []) end),
    Self = self(),
    [spawn_link(fun() -> R = make_ref(), Q ! {take, self(), R}, receive {R, X} -> Self ! {took, X} end end) || _ <- lists:seq(1, 10)],
    [Q ! {put, N} || N <- lists:seq(1, 10)],
    collect(10).
queue([], Waiting) ->
    receive
        {take, F, R} -> queue([], Waiting ++ [{F, R}]);
        {put, X} when Waiting =:= [] -> queue([X], []);
        {put, X} -> [{F, R} | Rest] = Waiting, F ! {R, X}, queue([], Rest)
    end;
queue([X | Rest] = Items, []) ->
    receive {take, F, R} -> F ! {R, X}, queue(Rest, []); {put, Y} -> queue(Items ++ [Y], []) end.

publish_subscribe() ->
    Hub = serve(fun({subscribe, Topic, Pid}, Subs) -> {ok, [{Topic, Pid} | Subs]};
                   ({publish, Topic, X}, Subs) -> To = [P || {T, P} <- Subs, T =:= Topic], [P ! {Topic, X} || P <- To], {length(To), Subs};
                   ({leave, Pid}, Subs) -> {ok, [S || {_, P} = S <- Subs, P =/= Pid]} end, []),
    Self = self(),
    Listeners = [spawn_link(fun() -> receive {listen, Ts} -> [ok = call(Hub, {subscribe, T, self()}) || T <- Ts], Self ! ready, listener(Self, []) end end) || _ <- [1, 2, 3]],
    [P ! {listen, Ts} || {P, Ts} <- lists:zip(Listeners, [[news], [news, sport], [sport]])],
    [ready, ready, ready] = collect(3),
    Counts = [call(Hub, {publish, T, N}) || {T, N} <- [{news, 1}, {sport, 2}, {art, 3}, {news, 4}]],
    call(Hub, {leave, hd(Listeners)}),
    Last = call(Hub, {publish, news, 5}),
    [P ! report || P <- Listeners],
    {Counts, Last, [receive {P, Heard} -> Heard end || P <- Listeners]}.
listener(To, Heard) -> receive report -> To ! {self(), lists:reverse(Heard)}; X -> listener(To, [X | Heard]) end.

versions_of_state() ->
    S = serve(fun({set, X}, [{N, _} | _] = H) -> {N + 1, [{N + 1, X} | H]};
                 ({at, N}, H) -> {proplists:get_value(N, H), H};
                 ({back, N}, H) -> {ok, [V || {M, _} = V <- H, M =< N]};
                 (history, H) -> {H, H} end, [{0, none}]),
    [call(S, Q) || Q <- [{set, a}, {set, b}, {set, c}, {at, 2}, {back, 1}, {set, d}, history]].

%% Changes become visible together or not at all.
transactions() ->
    S = serve(fun({run, F}, M) -> try F(M) of {R, N} -> {{committed, R}, N} catch throw:Why -> {{aborted, Why}, M} end;
                 (state, M) -> {lists:sort(maps:to_list(M)), M} end, #{a => 10, b => 0}),
    Move = fun(N) -> fun(#{a := A, b := B} = M) -> A >= N orelse throw(too_little), {A - N, M#{a := A - N, b := B + N}} end end,
    Results = gather([fun() -> call(S, {run, Move(4)}) end || _ <- lists:seq(1, 6)]),
    {lists:sort(Results), call(S, state)}.

%% Proxies that add to the question on its way and to the answer on its way back.
proxy_chain() ->
    Server = serve(fun(Q, S) -> {{answer, Q}, S} end, x),
    Proxy = fun(Name, To) -> serve(fun(Q, S) -> {[Name | [call(To, [Name | Q])]], S} end, x) end,
    call(Proxy(a, Proxy(b, Proxy(c, Server))), []).

rate_by_tokens() ->
    Bucket = serve(fun(take, 0) -> {empty, 0}; (take, N) -> {ok, N - 1}; ({fill, M}, N) -> {ok, min(10, N + M)} end, 10),
    Try = fun(N) -> length([ok || ok <- gather([fun() -> call(Bucket, take) end || _ <- lists:seq(1, N)])]) end,
    [Try(7), Try(7), call(Bucket, {fill, 5}), Try(3), call(Bucket, {fill, 50}), Try(20)].

%% One question to many servers, some of which are not there.
multi_call() ->
    Servers = [case N rem 3 of 0 -> element(1, spawn_monitor(fun() -> exit(gone) end)); _ -> serve(fun(Q, S) -> {Q * S, S} end, N) end
               || N <- lists:seq(1, 9)],
    [receive {'DOWN', _, _, P, gone} -> ok end || {N, P} <- lists:enumerate(Servers), N rem 3 =:= 0],
    Asked = [{S, begin M = monitor(process, S), S ! {call, {self(), M}, 7}, M end} || S <- Servers],
    [receive {M, A} -> A; {'DOWN', M, _, S, Why} -> Why end || {S, M} <- Asked].

server_of_funs() ->
    S = serve(fun(F, State) -> F(State) end, []),
    Cons = fun(X) -> fun(L) -> {X, [X | L]} end end,
    [call(S, F) || F <- [Cons(1), Cons([2]), fun(L) -> {length(L), lists:reverse(L)} end, fun(L) -> {L, L} end]].

%% A call finds its answer behind very many messages.
long_mailbox_call() ->
    [self() ! {noise, N} || N <- lists:seq(1, 300)],
    S = serve(fun(N, Sum) -> {Sum + N, Sum + N} end, 0),
    Answers = [call(S, N) || N <- lists:seq(1, 20)],
    {Answers, length(flush())}.
