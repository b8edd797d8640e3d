%% Exceptions leave comprehensions, folds and funs in the middle.
-module(exc_in_comprehension).
-export([main/0]).

main() ->
    put(seen, []),
    R = [catch [f(X) || X <- [1, 2, 3, 4]], catch lists:foldl(fun(X, A) -> f(X), A + X end, 0, [1, 2, 3]),
         catch lists:foreach(fun f/1, [1, 5]), try << <<(f(X))>> || X <- [1, 3] >> catch throw:T -> {t, T} end],
    {R, lists:reverse(get(seen))}.

f(3) -> throw(three);
f(X) -> put(seen, [X | get(seen)]), X.
