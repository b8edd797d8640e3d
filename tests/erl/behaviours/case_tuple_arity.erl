%% A choice by the size of tuples.
-module(case_tuple_arity).
-export([main/0]).

main() -> [f(X) || X <- [{}, {a}, {a, b}, {a, b, c}, {a, b, c, d}, {a, b, c, d, e}, erlang:make_tuple(6, x),
                         erlang:make_tuple(300, y), [], a, [a, b]]].

f({}) -> zero;
f({A}) -> {one, A};
f({A, B}) -> {two, A, B};
f({A, B, C}) -> {three, A, B, C};
f({_, _, _, D}) -> {four, D};
f({_, _, _, _, E}) -> {five, E};
f(T) when is_tuple(T) -> {more, tuple_size(T)};
f(X) -> {other, X}.
