%% receive with a fresh reference skips what was there before; the queue stays in order.
-module(recv_marker).
-export([main/0]).

main() ->
    [self() ! {old, N} || N <- lists:seq(1, 1000)],
    P = spawn(fun Loop() -> receive {F, R, X} -> F ! {R, X + 1}, Loop() end end),
    Rs = [call(P, X) || X <- lists:seq(1, 100)],
    {lists:sum(Rs), length(flush()), call2(P, 5)}.

call(P, X) ->
    R = make_ref(),
    P ! {self(), R, X},
    receive {R, Y} -> Y end.

call2(P, X) ->
    R = monitor(process, P),
    P ! {self(), R, X},
    receive {R, Y} -> demonitor(R, [flush]), Y; {'DOWN', R, _, _, _} -> down after 5000 -> timeout end.

flush() -> receive X -> [X | flush()] after 0 -> [] end.
