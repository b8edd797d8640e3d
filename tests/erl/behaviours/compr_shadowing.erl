%% Variables of generators are new; others come from outside.
-module(compr_shadowing).
-export([main/0]).

main() ->
    X = id(10),
    Y = id(2),
    {[X || X <- [1, 2]], [X + Z || Z <- [1, 2]], X, [Y || {Y} <- [{1}, {2}, 3]], [{X, W} || W <- [X, Y], W > Y],
     [[X || X <- lists:seq(1, X)] || X <- [1, 2, 3]], [begin A = Z * 2, A + X end || Z <- [1, 2]]}.

id(X) -> X.
