%% case on results of arithmetic, of natives and of comparisons.
-module(case_select_on_expression).
-export([main/0]).

main() -> [{f(X), g(X), h(X)} || X <- [-7, -1, 0, 1, 5, 12, 1 bsl 65]].

f(X) -> case X rem 3 of 0 -> zero; 1 -> one; 2 -> two; -1 -> minus_one; -2 -> minus_two end.

g(X) -> case abs(X) of X -> not_negative; Y when Y > 5 -> {far, Y}; Y -> {near, Y} end.

h(X) -> case {X > 0, X =:= trunc(X)} of {true, true} -> positive_integer; {true, false} -> positive;
{false, B} -> B end.
