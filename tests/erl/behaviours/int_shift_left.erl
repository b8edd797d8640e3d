%% bsl by small, zero and negative amounts.
-module(int_shift_left).
-export([main/0]).

main() ->
    Numbers = [0, 1, -1, 5, -5, 1 bsl 58, -(1 bsl 59), 1 bsl 64, -(1 bsl 64) - 1],
    [[N bsl S || S <- [0, 1, 4, 58, 59, 60, 63, 64, 65, 128, -1, -4, -59, -64, -65, -1000]] || N <- Numbers].
