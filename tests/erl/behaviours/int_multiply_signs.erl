%% Multiplication of small, word-sized and big integers of each sign.
-module(int_multiply_signs).
-export([main/0]).

main() ->
    Numbers = [0, 1, -1, 7, -7, 1 bsl 31, -(1 bsl 32), 1 bsl 59, -(1 bsl 59), 1 bsl 63 + 1, -(1 bsl 100) - 3],
    [[{X * Y} || Y <- Numbers] || X <- Numbers].
