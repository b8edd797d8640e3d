%% A loop that takes what is there and goes on when there is nothing.
-module(recv_after_loop).
-export([main/0]).

main() ->
    [self() ! X || X <- [3, 1, 2]],
    A = drain([]),
    B = drain([]),
    Me = self(),
    spawn(fun() -> [begin Me ! {tick, N}, receive after 1 -> ok end end || N <- [1, 2, 3]], Me ! stop end),
    {A, B, ticks([])}.

drain(L) -> receive X -> drain([X | L]) after 0 -> lists:sort(L) end.

ticks(L) -> receive {tick, N} -> ticks([N | L]); stop -> lists:reverse(L) end.
