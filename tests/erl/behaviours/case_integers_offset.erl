%% Dense jump tables that begin at large and at negative numbers.
-module(case_integers_offset).
-export([main/0]).

main() -> [{f(X), g(X)} || X <- [999, 1000, 1001, 1002, 1003, 1004, 1005, -3, -2, -1, 0, 1, 2, -4, 3]].

f(1000) -> a;
f(1001) -> b;
f(1002) -> c;
f(1003) -> d;
f(1004) -> e;
f(_) -> none.

g(-3) -> m3;
g(-2) -> m2;
g(-1) -> m1;
g(0) -> zero;
g(1) -> p1;
g(2) -> p2;
g(_) -> none.
