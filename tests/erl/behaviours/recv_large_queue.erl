%% Thousands of messages that do not fit are passed over and stay in order.
-module(recv_large_queue).
-export([main/0]).

main() ->
    [self() ! {n, N} || N <- lists:seq(1, 5000)],
    self() ! wanted,
    A = receive wanted -> found end,
    B = receive {n, 4000} -> found end,
    C = receive {n, X} when X > 4500 -> X end,
    L = flush(),
    {A, B, C, length(L), hd(L), lists:last(L), L =:= [{n, N} || N <- lists:seq(1, 5000), N =/= 4000, N =/= 4501]}.

flush() -> receive X -> [X | flush()] after 0 -> [] end.
