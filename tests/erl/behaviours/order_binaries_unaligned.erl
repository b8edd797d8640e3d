%% Bit strings that do not begin at a byte compare like those that do.
-module(order_binaries_unaligned).
-export([main/0]).

main() ->
    <<_:3, A:16/bits, _/bits>> = id(<<5:3, "ab", 1:5>>),
    <<_:1, B:16/bits, _/bits>> = id(<<1:1, "ab", 1:7>>),
    <<_:3, C:13/bits, _/bits>> = id(<<5:3, "ab", 1:5>>),
    [A == B, A =:= <<"ab">>, A < <<"ac">>, A > <<"aa">>, C < A, C =:= <<"a", 3:5>>, A >= <<"ab", 0:1>>,
     erlang:phash2(A) =:= erlang:phash2(B)].

id(X) -> X.
