%% Messages of one sender come in the order they were sent.
-module(proc_flush_order).
-export([main/0]).

main() ->
    S = self(),
    spawn(fun() -> [S ! {n, I} || I <- lists:seq(1, 500)], S ! done end),
    receive done -> ok end,
    L = flush(),
    {length(L), L =:= [{n, I} || I <- lists:seq(1, 500)]}.

flush() -> receive X -> [X | flush()] after 0 -> [] end.
