%% What OTP 25 still has: chunks of a size of its own, and sums of a stream.
%% but: 27 29 (they have it no more)
-module(zlib_old).
-export([main/0]).

main() ->
    Packed = zlib:compress(binary:copy(<<"abcdefgh">>, 3000)),
    [chunks(Packed, default), chunks(Packed, 1000), chunks(Packed, 24000), sums(-15), sums(15), combine(),
     [e(fun() -> zlib:setBufSize(zlib:open(), S) end) || S <- [a, 1 bsl 40, 100]],
     [e(fun() -> F(zlib:open()) end) || F <- [fun zlib:crc32/1, fun zlib:getBufSize/1, fun zlib:inflateChunk/1]]].

chunks(Packed, Size) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z),
    Size =:= default orelse (ok = zlib:setBufSize(Z, Size)),
    Chunks = chunks(Z, Size, zlib:inflateChunk(Z, Packed)),
    {zlib:getBufSize(Z), Chunks, zlib:inflateEnd(Z)}.

chunks(Z, Size, {more, Chunk}) -> [iolist_size(Chunk) | chunks(Z, Size, zlib:inflateChunk(Z))];
chunks(_, _, Chunk) -> [{last, iolist_size(Chunk)}].

sums(Bits) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, 6, deflated, Bits, 8, default),
    Packed = zlib:deflate(Z, "some text, some text", finish),
    Sum = zlib:crc32(Z),
    I = zlib:open(),
    ok = zlib:inflateInit(I, Bits),
    _ = zlib:inflate(I, Packed),
    {Sum, zlib:crc32(I), zlib:crc32(I, "abc"), zlib:crc32(I, 17, "abc"), zlib:adler32(I, "abc"),
     zlib:adler32(I, 17, "abc")}.

combine() ->
    Z = zlib:open(),
    {zlib:crc32_combine(Z, 1, 2, 3), zlib:adler32_combine(Z, 1, 2, 3)}.

e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, [{M, N} || {M, N, _, _} <- lists:sublist(S, 1), M =:= zlib]}
    end.
