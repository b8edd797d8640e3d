%% Float literals in patterns match floats only.
-module(float_match).
-export([main/0]).

main() -> [m(X) || X <- [1.0, 1, 2.5, 2, -3.0, 1.0e10, 10000000000, 0.1 + 0.2, 0.30000000000000004]].

m(1.0) -> one;
m(2.5) -> two_and_a_half;
m(-3.0) -> minus_three;
m(1.0e10) -> ten_billion;
m(0.30000000000000004) -> nearly;
m(X) when X == 1 -> {integer, X};
m(X) -> {other, X}.
