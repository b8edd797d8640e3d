%% A binary walked through with a match context that loops reuse.
-module(bin_match_loop).
-export([main/0]).

main() ->
    B = iolist_to_binary([lists:seq(0, 255), "key=value;other=thing;", 0, "tail"]),
    {sum(B, 0), count(B, $e, 0), split(<<"key=value;other=thing;last">>, <<>>, []),
     words(<<"the  quick brown">>, [], []), bits(<<16#A5, 3:2>>, 0, 0)}.

sum(<<X, R/binary>>, S) -> sum(R, S + X);
sum(<<>>, S) -> S.

count(<<C, R/binary>>, C, N) -> count(R, C, N + 1);
count(<<_, R/binary>>, C, N) -> count(R, C, N);
count(<<>>, _, N) -> N.

split(<<$;, R/binary>>, W, L) -> split(R, <<>>, [W | L]);
split(<<C, R/binary>>, W, L) -> split(R, <<W/binary, C>>, L);
split(<<>>, W, L) -> lists:reverse([W | L]).

words(<<$\s, R/binary>>, W, L) -> words(R, [], [lists:reverse(W) | L]);
words(<<C, R/binary>>, W, L) -> words(R, [C | W], L);
words(<<>>, W, L) -> lists:reverse([lists:reverse(W) | L]).

bits(<<1:1, R/bits>>, O, Z) -> bits(R, O + 1, Z);
bits(<<0:1, R/bits>>, O, Z) -> bits(R, O, Z + 1);
bits(<<>>, O, Z) -> {O, Z}.
