%% Funs of many arguments, with and without variables from outside.
-module(fun_many_arguments).
-export([main/0]).

main() ->
    V = id(v),
    F = fun(A, B, C, D, E, G, H, I, J, K, L, M) -> [A, B, C, D, E, G, H, I, J, K, L, M, V] end,
    G = fun(A, B, C, D, E, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, W) ->
        A + B + C + D + E + H + I + J + K + L + M + N + O + P + Q + R + S + T + U + W end,
    [F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), apply(F, lists:seq(1, 12)), apply(G, lists:seq(1, 20)),
     erlang:fun_info(G, arity), e(fun() -> apply(G, lists:seq(1, 19)) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
