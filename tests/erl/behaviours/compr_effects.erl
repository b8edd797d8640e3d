%% A comprehension whose value is not used still has its effects, in order.
-module(compr_effects).
-export([main/0]).

main() ->
    put(l, []),
    [put(l, [X | get(l)]) || X <- [1, 2, 3]],
    _ = [put(l, [{X, Y} | get(l)]) || X <- [a, b], Y <- [1, 2], X =/= b orelse Y =/= 1],
    [self() ! X || X <- [m, n]],
    {get(l), receive A -> A end, receive B -> B end}.
