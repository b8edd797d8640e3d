%% A choice among floats, with integers and other terms between.
-module(case_floats).
-export([main/0]).

main() -> [f(X) || X <- [1.0, 1, 1.5, 2.0, 2, -1.5, 3.25, 1.0e100, a, 0.1 * 3, 4.0]].

f(1.0) -> one;
f(1.5) -> one_and_a_half;
f(2.0) -> two;
f(2) -> integer_two;
f(-1.5) -> minus;
f(3.25) -> three;
f(1.0e100) -> googol;
f(X) -> {other, X}.
