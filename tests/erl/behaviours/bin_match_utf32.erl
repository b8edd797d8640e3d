%% utf32 segments in both byte orders; halves of pairs and numbers too large do not match.
-module(bin_match_utf32).
-export([main/0]).

main() ->
    [{m(id(<<N:32>>)), l(id(<<N:32/little>>))} || N <- [0, $a, 16#D7FF, 16#D800, 16#DFFF, 16#E000, 16#FFFF,
                                                        16#10FFFF, 16#110000, 16#FFFFFFFF]] ++
                                                        [m(<<0, 0, 0>>), m(<<>>), m(<<$a:32, 1:1>>)].

m(<<C/utf32, R/bits>>) -> {C, R};
m(_) -> no.

l(<<C/utf32-little, R/bits>>) -> {C, R};
l(_) -> no.

id(X) -> X.
