%% Functions with many arguments, matched in their clauses.
-module(clause_many_arguments).
-export([main/0]).

main() -> [f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), f(a, b, c, d, e, f, g, h, i, j),
           apply(fun f/10, lists:duplicate(10, [])), g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
                                                       18, 19, 20)].

f(1, _, _, _, _, _, _, _, _, X) -> {one, X};
f(A, _, C, _, E, _, G, _, I, J) when A =/= [] -> [A, C, E, G, I, J];
f(_, _, _, _, _, _, _, _, _, X) -> X.

g(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) -> g(T, S, R, Q, P, O, N, M, L, K, J, I, H, G, F, E,
    D, C, B, A, swap).

g(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, X) -> {X, [A, B, C, D, E, F, G, H, I, J],
    K + L + M + N + O + P + Q + R + S + T}.
