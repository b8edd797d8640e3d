%% Big integers among the values to choose from.
-module(case_integers_big).
-export([main/0]).

main() -> [f(X) || X <- [1 bsl 64, 1 bsl 65, -(1 bsl 64), 1 bsl 59, (1 bsl 59) - 1, -(1 bsl 59), 1, 2, 1 bsl 100,
                         18446744073709551616.0, 123456789012345678901234567890]].

f(18446744073709551616) -> two_to_64;
f(36893488147419103232) -> two_to_65;
f(-18446744073709551616) -> minus_two_to_64;
f(576460752303423488) -> two_to_59;
f(576460752303423487) -> largest_small;
f(-576460752303423488) -> smallest_small;
f(1) -> one;
f(123456789012345678901234567890) -> digits;
f(X) -> {other, X}.
