%% Double recursion: the naive Fibonacci function, Ackermann, binomials, hanoi.
-module(call_fibonacci).
-export([main/0]).

main() -> {fib(22), ack(2, 9), ack(3, 5), binomial(16, 8), length(hanoi(12, a, b, c)), tak(12, 8, 4)}.

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).

binomial(_, 0) -> 1;
binomial(N, N) -> 1;
binomial(N, K) -> binomial(N - 1, K - 1) + binomial(N - 1, K).

hanoi(0, _, _, _) -> [];
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) ++ [{A, C}] ++ hanoi(N - 1, B, A, C).

tak(X, Y, Z) when Y < X -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
tak(_, _, Z) -> Z.
