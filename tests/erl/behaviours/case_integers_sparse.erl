%% A search among integers far from each other.
-module(case_integers_sparse).
-export([main/0]).

main() -> [f(X) || X <- [0, 1, 17, 255, 256, 100000, 4294967295, 4294967296, -1, -100000, 576460752303423487, 18, a,
                         17.0]].

f(17) -> seventeen;
f(-100000) -> minus;
f(255) -> byte;
f(100000) -> hundred_thousand;
f(4294967296) -> word;
f(576460752303423487) -> largest;
f(1) -> one;
f(-1) -> minus_one;
f(X) -> {other, X}.
