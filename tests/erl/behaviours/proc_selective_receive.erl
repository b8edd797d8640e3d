%% receive takes the first message that fits and leaves the others in order.
-module(proc_selective_receive).
-export([main/0]).

main() ->
    [self() ! X || X <- [a, {b, 1}, c, {b, 2}, d, {b, 3}]],
    B1 = receive {b, X1} -> X1 end,
    D = receive d -> d end,
    B2 = receive {b, X2} when X2 > 2 -> X2 end,
    Rest = flush(),
    {B1, D, B2, Rest}.

flush() -> receive X -> [X | flush()] after 0 -> [] end.
