%% Comparison of terms of different kinds in guards.
-module(guard_comparisons).
-export([main/0]).

main() -> [{X, Y, g(X, Y)} || X <- [1, 1.0, a, [], {}], Y <- [1, 1.0, a, [], {}]].

g(X, Y) when X =:= Y -> same;
g(X, Y) when X == Y -> equal;
g(X, Y) when X < Y, is_number(X) -> number_less;
g(X, Y) when X < Y -> less;
g(X, Y) when X >= Y, X =/= a; X =< Y -> more;
g(X, Y) when X /= Y -> different.
