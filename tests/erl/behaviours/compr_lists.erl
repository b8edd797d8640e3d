%% List comprehensions: filters, patterns, several generators.
-module(compr_lists).
-export([main/0]).

main() ->
    [[X * X || X <- [1, 2, 3]], [X || X <- [1, a, 2], is_integer(X)], [{X, Y} || X <- [1, 2], Y <- [a, b]],
     [X || {ok, X} <- [{ok, 1}, error, {ok, 2}, {ok}]], [X || X <- []],
     [{X, Y} || X <- [1, 2, 3, 4], X rem 2 =:= 0, Y <- lists:seq(1, X)],
     [X || [X | _] <- ["ab", [], "cd"]], [X || X <- [1, 2, 3], begin Y = X + 1, Y > 2 end],
     [[Y || Y <- X] || X <- ["ab", "c"]], [Y || X <- ["ab", "c"], Y <- X], [x || true], [x || false],
     [X || X <- [1, 2, 3], X > 1, X < 3]].
