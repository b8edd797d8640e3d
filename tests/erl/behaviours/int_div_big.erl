%% div and rem of big integers by big and small ones, of each sign.
-module(int_div_big).
-export([main/0]).

main() ->
    As = [1 bsl 64, -(1 bsl 64), 1 bsl 128 - 1, -(1 bsl 128) + 1, 123456789012345678901234567890],
    Bs = [1, -1, 10, -10, 1 bsl 59, -(1 bsl 60), 1 bsl 64, -(1 bsl 64) + 1, 1 bsl 127 + 9, 1 bsl 200],
    [{A div B, A rem B, (A div B) * B + A rem B =:= A} || A <- As, B <- Bs].
