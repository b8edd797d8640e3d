%% min and max in guards.
%% otp: 27
-module(guard_min_max).
-export([main/0]).

main() -> [g(X, Y) || X <- [1, 5, a, 2.5], Y <- [2, 5.0, []]].

g(X, Y) when max(X, Y) =:= Y, min(X, Y) < 2 -> small;
g(X, Y) when min(X, Y) =:= X, X < a -> ordered;
g(X, Y) when max(X, 3) =:= X, is_number(Y) -> large;
g(_, _) -> other.
