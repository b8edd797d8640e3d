%% Sleep without a stack, until a message comes.
-module(proc_hibernate).
-export([main/0, wake/2, count/2]).

main() -> [sleeps(), counts(), at_once(), refused(), ended()].

wake(To, Kept) -> receive Message -> To ! {woken, Kept, Message, get(key)} end.

sleeps() ->
    Self = self(),
    Pid = spawn(fun() ->
        put(key, "dictionary"),
        try erlang:hibernate(?MODULE, wake, [Self, {kept, lists:seq(1, 5), <<"bin">>}])
        after Self ! never
        end
    end),
    timer:sleep(1),
    Pid ! hello,
    receive Any -> {Any, receive Other -> Other after 5 -> nothing end} end.

count(To, 0) -> To ! done;
count(To, N) -> receive {To, next} -> To ! N after 0 -> ok end, erlang:hibernate(?MODULE, count, [To, N - 1]).

counts() ->
    Self = self(),
    Pid = spawn(?MODULE, count, [Self, 4]),
    [Pid ! {Self, next} || _ <- lists:seq(1, 8)],
    timer:sleep(1),
    Pid ! more,
    (fun Got() -> receive done -> [done]; N -> [N | Got()] after 50 -> [] end end)().

at_once() ->
    Self = self(),
    Pid = spawn(fun() -> receive begin_now -> erlang:hibernate(?MODULE, wake, [Self, at_once]) end end),
    Pid ! first,
    Pid ! begin_now,
    receive Any -> Any after 50 -> nothing end.

refused() ->
    [try erlang:hibernate(M, F, A) catch Class:Reason -> {Class, Reason} end || {M, F, A} <- [{1, f, []}, {m, 2, []}, {m, f, [a | b]}, {m, f, x}]].

ended() ->
    {Pid, M} = spawn_monitor(fun() -> catch erlang:hibernate(no_such_module, no_such_function, [1]) end),
    Pid ! wake,
    receive {'DOWN', M, process, Pid, {undef, [{N, F, A, _} | _]}} -> {N, F, A} end.
