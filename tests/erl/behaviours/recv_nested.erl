%% A receive inside a receive's clause goes through the messages skipped before.
-module(recv_nested).
-export([main/0]).

main() ->
    [self() ! X || X <- [a, b, c, d, e]],
    R = receive
            c -> {c, receive a -> {a, receive e -> e end} end}
        end,
    {R, receive X -> X end, receive Y -> Y end, receive Z -> Z after 0 -> none end}.
