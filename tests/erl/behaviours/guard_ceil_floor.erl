%% Number functions in guards: ceil, floor, round, trunc, float, abs.
-module(guard_ceil_floor).
-export([main/0]).

main() -> [g(X) || X <- [1.2, -1.2, 2.5, 7, -7, a, 1 bsl 1030, 0.0, 1.0e20]].

g(X) when ceil(X) =:= 2 -> ceil2;
g(X) when floor(X) =:= -2 -> floor_minus_2;
g(X) when round(X) =:= 3 -> round3;
g(X) when trunc(X) =:= 100000000000000000000 -> trunc;
g(X) when float(X) =:= 7.0 -> float7;
g(X) when abs(X) =:= 7 -> abs7;
g(X) when X > 1 bsl 1000 -> huge;
g(X) when X == 0 -> zero;
g(_) -> other.
