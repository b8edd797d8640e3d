%% Pieces of BER in each other that are too many.
%% but: 25 27 (which have stack for more of them)
-module(asn1_ber_nested).
-export([main/0]).

main() ->
    [told(fun() -> asn1rt_nif:decode_ber_tlv([binary:copy(Open, N), Inside]) end)
     || Open <- [<<48, 128>>, <<191, 31, 128>>], Inside <- [<<>>, <<5, 0>>, <<5>>, <<5, 128>>, <<0, 0>>, <<4, 5>>],
        N <- [510, 511, 512, 513, 514, 20000]].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
