%% Fibonacci numbers grow from small integers to big ones by addition.
-module(int_fibonacci).
-export([main/0]).

main() ->
    [fib(N, 0, 1) || N <- [0, 1, 2, 50, 86, 87, 88, 92, 93, 94, 200, 300]].

fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).
