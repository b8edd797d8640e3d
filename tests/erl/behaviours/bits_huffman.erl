%% Codes of different lengths written into a bit string and read from it.
-module(bits_huffman).
-export([main/0]).

main() ->
    Codes = #{$a => <<0:1>>, $b => <<2#10:2>>, $c => <<2#110:3>>, $d => <<2#111:3>>},
    [begin B = << (maps:get(C, Codes)) || C <- S >>, {B, bit_size(B), dec(B, [])} end
     || S <- ["", "a", "abcd", "dcba", "aaabbbcccddd", lists:flatten(lists:duplicate(100, "abacad"))]].

dec(<<0:1, R/bits>>, L) -> dec(R, [$a | L]);
dec(<<2#10:2, R/bits>>, L) -> dec(R, [$b | L]);
dec(<<2#110:3, R/bits>>, L) -> dec(R, [$c | L]);
dec(<<2#111:3, R/bits>>, L) -> dec(R, [$d | L]);
dec(<<>>, L) -> lists:reverse(L).
