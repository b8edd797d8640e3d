%% Binary and bit string segments, whole and in parts, with units.
-module(bin_binary_segments).
-export([main/0]).

main() ->
    B = id(<<"abcdef">>),
    Bits = id(<<"ab", 5:3>>),
    [<<B/binary>>, <<B/binary, B/binary>>, <<B:3/binary>>, <<B:0/binary>>, <<B:(id(2))/binary, $-,
     B:(id(6))/binary>>, <<Bits/bits>>, <<1:1, Bits/bitstring>>,
     <<Bits:5/bits>>, <<Bits:(id(18))/bits>>, <<B:2/binary-unit:16>>, <<B:(id(3))/binary-unit:4>>, <<Bits/bits,
     Bits/bits>>, <<(id(<<>>))/binary>>, <<B:16/bits, B:1/bytes>>].

id(X) -> X.
