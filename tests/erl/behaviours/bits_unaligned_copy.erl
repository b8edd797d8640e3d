%% Bit strings that begin at each bit position are copied, joined and taken apart.
-module(bits_unaligned_copy).
-export([main/0]).

main() -> [pos(P) || P <- lists:seq(0, 9)].

pos(P) ->
    <<_:P, A:29/bits, B:16/bits, R/bits>> = <<16#0123456789ABCDEF:64>>,
    <<N:29>> = A,
    {P, N, A, B, bit_size(R), <<A/bits, B/bits>>, <<B/bits, A/bits, R/bits>>, [X || <<X:4>> <= B]}.
