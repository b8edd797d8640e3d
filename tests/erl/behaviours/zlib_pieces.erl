%% Data in pieces, flushed in every way, with other levels and strategies on the way, and streams used again.
-module(zlib_pieces).
-export([main/0]).
-include("bytes.hrl").

main() ->
    Data = data(mixed, 50000, 11),
    [{Level, Size, pieces(Data, Level, Size)} || Level <- [0, 1, 6, 9], Size <- [1000, 7777, 50000]] ++
    [{params, Seed, params(Data, Seed)} || Seed <- lists:seq(1, 8)] ++ [again(Data)].

pieces(Data, Level, Size) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, Level),
    Packed = pieces(Z, Data, Size, [none, sync, none, full, sync, sync]),
    ok = zlib:deflateEnd(Z),
    Data = zlib:uncompress(Packed),
    {iolist_size(Packed), md5(Packed)}.

pieces(Z, Data, Size, [Flush | Flushes]) ->
    case Data of
        <<Piece:Size/binary, Rest/binary>> ->
            [zlib:deflate(Z, Piece, Flush) | pieces(Z, Rest, Size, Flushes ++ [Flush])];
        _ -> [zlib:deflate(Z, Data, finish)]
    end.

params(Data, Seed) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, Seed rem 3 * 3, deflated, -12, 3, default),
    Packed = params(Z, Data, data(random, 20, Seed), []),
    Data = zlib:unzip(Packed),
    md5(Packed).

params(Z, Data, <<A, B, Rest/binary>>, Packed) when byte_size(Data) > 3000 ->
    Piece = binary:part(Data, 0, 1000 + A * 7),
    ok = zlib:deflateParams(Z, A rem 10, element(B rem 4 + 1, {default, filtered, huffman_only, rle})),
    More = zlib:deflate(Z, Piece, element(B rem 3 + 1, {none, sync, full})),
    params(Z, binary:part(Data, byte_size(Piece), byte_size(Data) - byte_size(Piece)), Rest, [Packed, More]);
params(Z, Data, _, Packed) -> [Packed, zlib:deflate(Z, Data, finish)].

again(Data) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z),
    _ = zlib:deflate(Z, Data),
    ok = zlib:deflateReset(Z),
    First = iolist_to_binary(zlib:deflate(Z, [Data, "and", <<"more">>], finish)),
    ok = zlib:deflateReset(Z),
    First = iolist_to_binary(zlib:deflate(Z, [[Data], "andmore"], finish)),
    {e(fun() -> zlib:deflate(Z, "even more", finish) end), e(fun() -> zlib:deflate(Z, "", none) end),
     e(fun() -> zlib:deflateEnd(Z) end), e(fun() -> zlib:deflateEnd(Z) end), md5(First)}.

e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, [{M, N} || {M, N, _, _} <- S, M =:= zlib]}
    end.
