%% A binary copied into others and matched out of them stays what it was.
-module(bin_sharing).
-export([main/0]).

main() ->
    Large = binary:copy(<<"0123456789">>, 20),
    <<Head:50/binary, Tail/binary>> = Large,
    <<_:3, Odd:400/bits, _/bits>> = Large,
    Joined = <<Tail/binary, Head/binary, Odd/bits>>,
    [byte_size(Head), byte_size(Tail), Head =:= binary:part(Large, 0, 50), byte_size(Joined),
     binary:part(Joined, 145, 10), erlang:crc32(Joined),
     Large =:= binary:copy(<<"0123456789">>, 20), binary:copy(Odd) =:= Odd, bit_size(Odd)].
