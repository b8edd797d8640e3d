%% Float registers kept over conditions and mixed with calls.
-module(float_arithmetic_chain).
-export([main/0]).

main() -> [f(X, Y) || X <- [1.5, -2, 0, 1 bsl 60], Y <- [0.5, 3, -1.25]] ++
    [g(L) || L <- [[], [1.0, 2.0], [1, 2, 3], [0.1, 0.2, 0.3]]] ++ [norm({3, 4}), norm({1.0e200, 1}),
        e(fun() -> norm({id(1.0e200), 1.0e200 * id(1.0)}) end)].

f(X, Y) ->
    A = X * 2.0 + Y,
    B = if A > 3.0 -> A - id(1); true -> A * -1.0 end,
    C = B * B + A / 3.0,
    D = float(id(C)),
    (D + Y * 0.5) - X.

g(L) -> lists:foldl(fun(X, {S, P}) -> {S + X * 1.0, P * (X + 0.5)} end, {0.0, 1.0}, L).

norm({X, Y}) -> try math:sqrt(X * X + Y * Y * 1.0) catch error:badarith -> too_large end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
