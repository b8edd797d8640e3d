%% Calls whose arguments change places in the registers.
-module(call_argument_shuffle).
-export([main/0]).

main() -> [a(1, 2, 3), b(1, 2, 3, 4), c(5, x, y), d(1, 2, 3, 4, 5), f(10, a, b, c, d)].

a(X, Y, Z) -> t(Z, X, Y).

b(W, X, Y, Z) -> u(Z, Y, X, W).

c(0, X, Y) -> {X, Y};
c(N, X, Y) -> c(N - 1, Y, X).

d(A, B, C, D, E) -> u(E + A, B, t(D, C, B), A).

f(0, A, B, C, D) -> [A, B, C, D];
f(N, A, B, C, D) when N rem 2 =:= 0 -> f(N - 1, D, A, B, C);
f(N, A, B, C, D) -> f(N - 1, C, D, {A}, B).

t(X, Y, Z) -> {X, Y, Z}.

u(W, X, Y, Z) -> [W, X, Y, Z].
