%% Arithmetic of all kinds in guards.
-module(guard_arithmetic).
-export([main/0]).

main() -> [g(X, Y) || X <- [0, 1, 7, -7, 1 bsl 62, 2.5, a], Y <- [0, 2, -2, 1 bsl 61, x]].

g(X, Y) when X div Y =:= 3 -> div3;
g(X, Y) when X rem Y =:= -1 -> rem_minus_1;
g(X, Y) when X band 3 =:= 3, Y bsl 1 > 3 -> band_bsl;
g(X, Y) when X + Y > 1 bsl 62 -> sum_big;
g(X, Y) when X * Y < 0 -> product_negative;
g(X, Y) when X / Y > 1.0 -> quotient;
g(X, Y) when X - Y =:= 0; -X =:= Y -> same;
g(X, Y) when bnot X =:= -1, Y =/= x -> zero;
g(X, Y) when is_float(X), round(X) > abs(Y) -> float;
g(X, _) when is_atom(X) -> atom;
g(_, _) -> none.
