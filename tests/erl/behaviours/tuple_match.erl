%% Matching of tuples by size and elements.
-module(tuple_match).
-export([main/0]).

main() -> [m(X) || X <- [{}, {a}, {a, b}, {b, a}, {a, a}, {{a}, b}, {1, 2, 3}, {1, 2, 3, 4}, [], a, {x, {y, {z}}}]].

m({}) -> empty;
m({a}) -> just_a;
m({X, X}) -> {same, X};
m({a, X}) -> {a_and, X};
m({{X}, Y}) -> {nested, X, Y};
m({_, {_, {Z}}}) -> {deep, Z};
m({X, _}) -> {pair, X};
m({_, _, _} = T) -> {triple, T};
m(T) when tuple_size(T) > 3 -> {large, tuple_size(T)};
m(_) -> other.
