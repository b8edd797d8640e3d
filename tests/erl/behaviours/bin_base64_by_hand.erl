%% Base 64 written with bit string comprehensions, beside the module of the library.
-module(bin_base64_by_hand).
-export([main/0]).

main() -> [begin E = enc(B), {E, E =:= base64:encode(B), base64:decode(E) =:= B} end
           || B <- [<<>>, <<"a">>, <<"ab">>, <<"abc">>, <<"hello world">>, list_to_binary(lists:seq(0, 255))]].

enc(B) ->
    Pad = (3 - byte_size(B) rem 3) rem 3,
    Whole = << <<(c(X))>> || <<X:6>> <= <<B/binary, 0:(Pad * 8)>> >>,
    Keep = byte_size(Whole) - Pad,
    <<(binary:part(Whole, 0, Keep))/binary, (binary:copy(<<"=">>, Pad))/binary>>.

c(X) when X < 26 -> $A + X;
c(X) when X < 52 -> $a + X - 26;
c(X) when X < 62 -> $0 + X - 52;
c(62) -> $+;
c(63) -> $/.
