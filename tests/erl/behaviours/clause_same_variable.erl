%% A variable that occurs twice in a head asks for exactly equal terms.
-module(clause_same_variable).
-export([main/0]).

main() -> [f(X, Y) || {X, Y} <- [{a, a}, {1, 1.0}, {1, 1}, {[1], [1]}, {{1, 2}, {1, 2.0}}, {<<1>>, <<1>>},
                                 {#{a => 1}, #{a => 1}}, {1 bsl 70, 1 bsl 70}, {2.5, 2.5}]] ++
                                 [g([1, 2, 1]), g([1, 2, 3]), g([[], x, []]), h({a, {a, [a]}}), h({a, {a, [b]}}),
                                  h({1, {1.0, [1]}})].

f(X, X) -> {same, X};
f(_, _) -> different.

g([X, _, X]) -> {same, X};
g(_) -> different.

h({X, {X, [X]}}) -> {thrice, X};
h({X, {_, [X]}}) -> {twice, X};
h(_) -> no.
