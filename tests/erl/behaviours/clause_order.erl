%% Clauses are tried from the top; the first that fits is taken, guards included.
-module(clause_order).
-export([main/0]).

main() -> [{f(X, Y), g(X, Y)} || X <- [a, b, 1], Y <- [a, 1, []]].

f(a, _) -> first;
f(_, a) -> second;
f(X, X) -> third;
f(1, []) -> fourth;
f(_, _) -> fifth.

g(X, Y) when X =:= Y, is_atom(X) -> same_atoms;
g(X, _) when X > 0, X < 5 -> small;
g(_, Y) when Y =:= [] -> nil;
g(X, Y) when X < Y -> less;
g(_, _) -> rest.
