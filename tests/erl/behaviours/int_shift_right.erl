%% bsr of negative integers rounds towards minus infinity, by any amount.
-module(int_shift_right).
-export([main/0]).

main() ->
    Numbers = [0, 1, -1, 5, -5, 6, 1 bsl 58, -(1 bsl 59), (1 bsl 64) - 1, -(1 bsl 64) - 1, 1 bsl 130 + 1,
               -(1 bsl 130) - 1],
    [[N bsr S || S <- [0, 1, 4, 58, 59, 60, 63, 64, 65, 128, 1 bsl 70, -1, -4, -64]] || N <- Numbers].
