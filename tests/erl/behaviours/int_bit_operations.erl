%% band, bor, bxor and bnot of small integers of each sign.
-module(int_bit_operations).
-export([main/0]).

main() ->
    Numbers = [0, 1, -1, 2, -2, 12, -12, 255, -256, (1 bsl 59) - 1, -(1 bsl 59)],
    {[[{A band B, A bor B, A bxor B} || B <- Numbers] || A <- Numbers], [bnot A || A <- Numbers]}.
