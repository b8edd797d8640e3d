%% The bits of a bit string reversed, one at a time.
-module(bits_reverse).
-export([main/0]).

main() -> [{B, rev(B, <<>>), rev(rev(B, <<>>), <<>>) =:= B} || B <- [<<>>, <<1>>, <<1:3>>, <<"hello">>,
    <<16#F0F0:15>>, <<0:9, 1:1>>]].

rev(<<B:1, R/bits>>, A) -> rev(R, <<B:1, A/bits>>);
rev(<<>>, A) -> A.
