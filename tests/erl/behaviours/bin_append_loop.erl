%% A binary appended to in a loop, the accumulator taking more space as it grows.
-module(bin_append_loop).
-export([main/0]).

main() ->
    B = bytes(1, 2000, <<>>),
    {byte_size(B), erlang:crc32(B), bits(100, <<>>), words([1, 2, 3], <<"start">>), byte_size(twice(15, <<"a">>))}.

bytes(N, M, Acc) when N > M -> Acc;
bytes(N, M, Acc) -> bytes(N + 1, M, <<Acc/binary, N>>).

bits(0, Acc) -> Acc;
bits(N, Acc) -> bits(N - 1, <<Acc/bits, N:3>>).

words([], Acc) -> Acc;
words([W | Ws], Acc) -> words(Ws, <<Acc/binary, W:16, W:32/little>>).

twice(0, B) -> B;
twice(N, B) -> twice(N - 1, <<B/binary, B/binary>>).
