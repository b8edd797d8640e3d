%% A jump table over integers that follow each other, with values outside and of other kinds.
-module(case_integers_dense).
-export([main/0]).

main() -> [f(X) || X <- [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 3.0, a, 1 bsl 70, "3", -(1 bsl 70)]].

f(0) -> zero;
f(1) -> one;
f(2) -> two;
f(3) -> three;
f(4) -> four;
f(5) -> five;
f(6) -> six;
f(7) -> seven;
f(8) -> eight;
f(9) -> nine;
f(10) -> ten;
f(X) -> {other, X}.
