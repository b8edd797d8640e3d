%% A lock held by one process at a time: a counter read and written under it.
-module(proc_dining).
-export([main/0]).

main() ->
    Me = self(),
    Lock = spawn(fun() -> free() end),
    Store = spawn(fun() -> store(0) end),
    [spawn(fun() -> [locked(Lock, fun() -> put_(Store, get_(Store) + 1) end) || _ <- lists:seq(1, 10)],
           Me ! done end) || _ <- lists:seq(1, 10)],
    [receive done -> ok end || _ <- lists:seq(1, 10)],
    get_(Store).

locked(L, F) ->
    L ! {take, self()},
    receive taken -> ok end,
    F(),
    L ! {give, self()}.

free() -> receive {take, P} -> P ! taken, receive {give, P} -> free() end end.

store(X) -> receive {get, P} -> P ! {value, X}, store(X); {put, Y} -> store(Y) end.

get_(S) -> S ! {get, self()}, receive {value, X} -> X end.

put_(S, X) -> S ! {put, X}.
