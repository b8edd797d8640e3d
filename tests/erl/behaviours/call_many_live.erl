%% Many values alive across a call that is not the last.
-module(call_many_live).
-export([main/0]).

main() -> {f(1), length(g(200))}.

f(N) ->
    A = id(N), B = id(A + 1), C = id(B + 1), D = id(C + 1), E = id(D + 1), F = id(E + 1), G = id(F + 1), H = id(G + 1),
    I = id(H + 1), J = id(I + 1), K = id(J + 1), L = id(K + 1), M = id(L + 1), O = id(M + 1), P = id(O + 1),
    Q = id(P + 1),
    {id(Q), P, O, M, L, K, J, I, H, G, F, E, D, C, B, A}.

g(0) -> [];
g(N) ->
    A = id({N}),
    B = g(N - 1),
    C = id([A | B]),
    true = element(1, A) =:= N,
    C.

id(X) -> X.
