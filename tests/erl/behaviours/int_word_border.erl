%% Integers cross the borders of 63 and 64 bits, where machine words end.
-module(int_word_border).
-export([main/0]).

main() ->
    Words = [1 bsl 62, 1 bsl 63, 1 bsl 64, 1 bsl 65],
    [[{W - 1, W, W + 1, -W - 1, -W, -W + 1} || W <- Words],
     [(W - 1) + 1 =:= W || W <- Words],
     [(-W - 1) + 1 =:= -W || W <- Words],
     [W + W || W <- Words],
     [(W - 1) * (W - 1) || W <- Words],
     [(W + 1) * -(W - 1) || W <- Words]].
