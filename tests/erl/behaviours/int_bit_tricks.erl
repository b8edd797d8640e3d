%% Bits counted, turned and searched in integers of all sizes.
-module(int_bit_tricks).
-export([main/0]).

main() -> [{ones(N, 0), width(N, 0), rev(N, width(N, 0), 0), N band -N, N band (N - 1), parity(N)}
           || N <- [1, 2, 3, 255, 256, 1 bsl 59, (1 bsl 60) - 1, (1 bsl 64) - 1, (1 bsl 100) + 5]].

ones(0, C) -> C;
ones(N, C) -> ones(N band (N - 1), C + 1).

width(0, W) -> W;
width(N, W) -> width(N bsr 1, W + 1).

rev(_, 0, R) -> R;
rev(N, W, R) -> rev(N bsr 1, W - 1, (R bsl 1) bor (N band 1)).

parity(N) -> ones(N, 0) rem 2.
