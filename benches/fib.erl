%% Calls and small integers: the doubly recursive Fibonacci function.
-module(fib).
%% On by default since OTP 27; earlier releases refuse modules compiled with it.
-feature(maybe_expr, disable).
-export([main/1]).

main(N) -> fib(N).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
