%% A receive that first looks for urgent messages and then for any.
-module(recv_priority).
-export([main/0]).

main() ->
    [self() ! X || X <- [{low, 1}, {low, 2}, {high, 3}, {low, 4}, {high, 5}]],
    [next() || _ <- lists:seq(1, 6)].

next() ->
    receive
        {high, X} -> {high, X}
    after 0 ->
        receive Y -> Y after 0 -> none end
    end.
