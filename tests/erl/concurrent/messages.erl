%% Messages: rings, pipelines, fans, and what receives choose.
-module(messages).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, call/2, collect/1, gather/1, shuffled/2]).

programs() ->
    [ring, ring_both_ways, ping_pong, echo_tagged, pair_order, fan_in_sum, fan_in_sorted, fan_out, pipeline,
     pipeline_filter, selective_reverse, selective_nested, postponed, guards_choose, mailbox_counted, zero_timeout,
     send_to_self, relay_tree, gossip_counts, zip_streams, alternate, dropped_to_dead, chain_built_lazily, tennis_scores,
     send_forms].

%% A token goes round and is raised by each.
ring() ->
    Self = self(),
    First = lists:foldl(fun(N, Next) -> spawn_link(fun() -> ring_member(N, Next) end) end, Self, lists:seq(1, 12)),
    First ! {token, 0, []},
    receive {token, Sum, Path} -> {Sum, Path} end.

ring_member(N, Next) -> receive {token, Sum, Path} -> Next ! {token, Sum + N, [N | Path]}, ring_member(N, Next) end.

ring_both_ways() ->
    Self = self(),
    Members = [spawn_link(fun() -> two_ways() end) || _ <- lists:seq(1, 7)],
    Pairs = lists:zip3(Members, tl(Members) ++ [Self], [Self | lists:droplast(Members)]),
    [Pid ! {neighbours, Right, Left} || {Pid, Right, Left} <- Pairs],
    hd(Members) ! {right, 1},
    lists:last(Members) ! {left, 1},
    {receive {right, R} -> R end, receive {left, L} -> L end}.

two_ways() -> receive {neighbours, Right, Left} -> two_ways(Right, Left) end.
two_ways(Right, Left) ->
    receive
        {right, N} -> Right ! {right, N * 2}, two_ways(Right, Left);
        {left, N} -> Left ! {left, N * 3}, two_ways(Right, Left)
    end.

ping_pong() ->
    Pong = spawn_link(fun Loop() -> receive {ping, From, N} -> From ! {pong, N}, Loop() end end),
    [begin Pong ! {ping, self(), N}, receive {pong, M} -> M * M end end || N <- lists:seq(1, 30)].

echo_tagged() ->
    Echo = spawn_link(fun Loop() -> receive {From, R, X} -> From ! {R, X}, Loop() end end),
    Sent = [begin R = make_ref(), Echo ! {self(), R, N}, {R, N} end || N <- lists:seq(1, 20)],
    [receive {R, M} -> {N, M} end || {R, N} <- lists:reverse(Sent)].

%% What one sends to another arrives in order, whatever others send between.
pair_order() ->
    Self = self(),
    Senders = lists:seq(1, 5),
    [spawn_link(fun() -> [Self ! {S, N} || N <- lists:seq(1, 15)] end) || S <- Senders],
    Got = [receive Message -> Message end || _ <- lists:seq(1, 75)],
    [[N || {Of, N} <- Got, Of =:= S] || S <- Senders].

fan_in_sum() ->
    Self = self(),
    [spawn_link(fun() -> Self ! {part, N * N * N} end) || N <- lists:seq(1, 40)],
    lists:foldl(fun(_, Sum) -> receive {part, N} -> Sum + N end end, 0, lists:seq(1, 40)).

fan_in_sorted() ->
    Self = self(),
    [spawn_link(fun() -> Self ! {erlang:phash2(N, 1000), N} end) || N <- lists:seq(1, 25)],
    collect(25).

fan_out() ->
    Self = self(),
    Pids = [spawn_link(fun() -> receive {add, N} -> Self ! {self(), N + M} end end) || M <- lists:seq(1, 20)],
    [Pid ! {add, 100} || Pid <- Pids],
    [receive {Pid, N} -> N end || Pid <- Pids].

pipeline() ->
    Steps = [fun(X) -> X + 1 end, fun(X) -> X * 3 end, fun(X) -> X bxor 85 end, fun(X) -> [X, X] end,
             fun(L) -> lists:sum(L) end],
    Self = self(),
    First = lists:foldr(fun(F, Next) -> spawn_link(fun() -> stage(F, Next) end) end, Self, Steps),
    [First ! {item, N} || N <- lists:seq(1, 20)],
    First ! done,
    until_done().

stage(F, Next) -> receive {item, X} -> Next ! {item, F(X)}, stage(F, Next); done -> Next ! done end.
until_done() -> receive {item, X} -> [X | until_done()]; done -> [] end.

%% The sieve: each stage keeps a prime and passes on what it does not divide.
pipeline_filter() ->
    Self = self(),
    First = spawn_link(fun() -> sieve(Self) end),
    [First ! {item, N} || N <- lists:seq(2, 60)],
    First ! done,
    until_done().

sieve(To) ->
    receive
        {item, Prime} -> To ! {item, Prime}, Next = spawn_link(fun() -> sieve(To) end), sieve(Prime, Next);
        done -> To ! done
    end.
sieve(Prime, Next) ->
    receive
        {item, N} when N rem Prime =:= 0 -> sieve(Prime, Next);
        Other -> Next ! Other, Other =/= done andalso sieve(Prime, Next)
    end.

selective_reverse() ->
    Self = self(),
    spawn_link(fun() -> [Self ! {n, N} || N <- lists:seq(1, 40)] end),
    [receive {n, N} -> N end || N <- lists:seq(40, 1, -1)].

selective_nested() ->
    Self = self(),
    [spawn_link(fun() -> [Self ! {Kind, N} || N <- [1, 2, 3]] end) || Kind <- [a, b, c]],
    receive
        {c, X} ->
            receive {a, Y} -> receive {b, Z} -> receive {c, W} -> {X, Y, Z, W, collect(5)} end end end
    end.

%% A process with states that leaves for later what does not fit the one at hand.
postponed() ->
    Self = self(),
    Door = spawn_link(fun() -> closed(Self, 0) end),
    [Door ! M || M <- [enter, enter, open, enter, close, enter, open, close, enter, report]],
    receive {entered, N} -> N end.
closed(To, N) -> receive open -> opened(To, N); report -> To ! {entered, N} end.
opened(To, N) -> receive enter -> opened(To, N + 1); close -> closed(To, N) end.

guards_choose() ->
    [self() ! N || N <- [5, 12, <<"b">>, 7.5, atom, {t, 3}, [1], 100]],
    One = receive N when is_integer(N), N > 50 -> N end,
    Two = receive B when is_binary(B); is_float(B) -> B end,
    Three = receive F when is_float(F) -> F end,
    Four = receive {t, X} when X =:= 3 -> X end,
    {One, Two, Three, Four, flush()}.

mailbox_counted() ->
    Self = self(),
    Pid = spawn_link(fun() -> receive go -> Self ! {left, element(2, process_info(self(), message_queue_len)), flush()} end end),
    [Pid ! N || N <- lists:seq(1, 9)],
    Pid ! go,
    receive {left, Length, Left} -> {Length, Left} end.

zero_timeout() ->
    Empty = receive _ -> something after 0 -> nothing end,
    self() ! one,
    self() ! two,
    Other = receive three -> three after 0 -> none end,
    {Empty, Other, receive two -> two after 0 -> none end, flush()}.

send_to_self() ->
    Loop = fun Loop(0, Acc) -> lists:reverse(Acc);
               Loop(N, Acc) -> self() ! {n, N}, receive {n, M} -> Loop(N - 1, [M | Acc]) end end,
    Loop(20, []).

%% A message goes down a tree; the leaves answer to the root.
relay_tree() ->
    Self = self(),
    Root = spawn_link(fun() -> tree_node(4, Self, 1) end),
    Root ! {word, hello},
    [{N, W} || {leaf, N, W} <- collect(16)].
tree_node(0, To, N) -> receive {word, W} -> To ! {leaf, N, W} end;
tree_node(Depth, To, N) ->
    Children = [spawn_link(fun() -> tree_node(Depth - 1, To, N * 2 + I) end) || I <- [0, 1]],
    receive Message -> [Child ! Message || Child <- Children] end.

%% Everybody tells everybody once.
gossip_counts() ->
    Self = self(),
    Pids = [spawn_link(fun() -> receive {others, Others} -> gossip(N, Others, Self) end end) || N <- lists:seq(1, 8)],
    [Pid ! {others, Pids} || Pid <- Pids],
    collect(8).
gossip(N, Others, To) ->
    [Pid ! {heard, N} || Pid <- Others],
    Heard = [receive {heard, M} -> M end || _ <- Others],
    To ! {N, lists:sort(Heard)}.

zip_streams() ->
    Self = self(),
    Streams = [spawn_link(fun() -> stream(F, 1) end) || F <- [fun(N) -> N end, fun(N) -> N * N end, fun(N) -> -N end]],
    [begin [S ! {next, Self} || S <- Streams], [receive {S, X} -> X end || S <- Streams] end || _ <- lists:seq(1, 8)].
stream(F, N) -> receive {next, From} -> From ! {self(), F(N)}, stream(F, N + 1) end.

%% Two that take turns by what they are told.
alternate() ->
    Self = self(),
    [A, B] = [spawn_link(fun() -> turns(Name, Self) end) || Name <- [a, b]],
    A ! {turn, B, 10},
    [receive {said, Name, N} -> {Name, N} end || _ <- lists:seq(1, 10)].
turns(Name, To) ->
    receive
        {turn, _, 0} -> ok;
        {turn, Other, N} -> To ! {said, Name, N}, Other ! {turn, self(), N - 1}, turns(Name, To)
    end.

dropped_to_dead() ->
    Dead = start(fun() -> ok end),
    normal = ended(Dead),
    {Pid, _} = Dead,
    [Pid ! N || N <- lists:seq(1, 10)],
    {is_process_alive(Pid), process_info(Pid), flush(), try no_process_has_this_name ! x catch error:Why -> Why end}.

chain_built_lazily() ->
    Self = self(),
    spawn_link(fun() -> lazily(10, Self, [Self]) end),
    receive {end_of_chain, Length} -> Length end.
lazily(0, To, Chain) -> To ! {end_of_chain, length(lists:usort(Chain))};
lazily(N, To, Chain) -> Me = self(), spawn_link(fun() -> lazily(N - 1, To, [Me | Chain]) end).

tennis_scores() ->
    Self = self(),
    Player = fun(Name, Skill) -> spawn_link(fun Loop() -> receive {ball, From, N} ->
        case erlang:phash2({Name, N}, 10) < Skill of
            true -> From ! {ball, self(), N + 1}, Loop();
            false -> Self ! {missed, Name, N}, Loop()
        end end end) end,
    [A, B] = [Player(a, 8), Player(b, 7)],
    [begin B ! {ball, A, Start}, receive {missed, Name, N} -> {Name, N} end end || Start <- [1, 100, 200, 300, 400]].

send_forms() ->
    Self = self(),
    register(send_forms, Self),
    Forms = [fun() -> Self ! 1 end, fun() -> send_forms ! 2 end, fun() -> {send_forms, node()} ! 3 end,
             fun() -> erlang:send(Self, 4) end, fun() -> erlang:send(send_forms, 5, [nosuspend]) end,
             fun() -> erlang:send({send_forms, node()}, 6, [noconnect]) end, fun() -> erlang:send_nosuspend(Self, 7) end],
    Said = [Form() || Form <- Forms],
    {[plain(S) || S <- Said], flush()}.
plain({send_forms, _}) -> named;
plain(S) -> S.
