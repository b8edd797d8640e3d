%% utf16 segments in both byte orders: pairs, lone halves, ends too soon.
-module(bin_match_utf16).
-export([main/0]).

main() ->
    [{m(id(B)), l(id(B))} || B <- [<<>>, <<0>>, <<0, $a>>, <<$a, 0>>, <<16#D8, 0, 16#DC, 0>>, <<0, 16#D8, 0,
                                   16#DC>>, <<16#D8, 0>>, <<16#DC, 0, 16#D8, 0>>, <<16#D8, 0, 0, $a>>,
                                   <<16#DB, 16#FF, 16#DF, 16#FF>>, <<16#FF, 16#FF, 1>>, <<16#DB, 16#FF, 16#DF>>,
                                   <<16#E000:16>>, <<16#D7FF:16>>]].

m(<<C/utf16, R/binary>>) -> {C, R};
m(_) -> no.

l(<<C/utf16-little, R/binary>>) -> {C, R};
l(_) -> no.

id(X) -> X.
