%% min and max of terms of any kinds; the first of equal ones stays.
-module(int_min_max).
-export([main/0]).

main() ->
    Terms = [1, 1.0, -1, a, b, {}, {1}, [], [1], <<>>, #{}, 1 bsl 70],
    [[{min(A, B), max(A, B)} || B <- Terms] || A <- Terms].
