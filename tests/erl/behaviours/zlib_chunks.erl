%% How inflation divides what it puts out, and input of many parts.
-module(zlib_chunks).
-export([main/0]).
-include("bytes.hrl").

main() ->
    Data = data(mixed, 100000, 5),
    Zeros = binary:copy(<<0>>, 1000000),
    [safe(zlib:compress(Data)), safe(zlib:compress(Zeros)), parts(zlib:compress(Data)), parts(zlib:compress(Zeros)),
     many(Data, 100), many(Data, 65), safe_dictionary(), byte_by_byte(zlib:gzip(binary:part(Data, 0, 3000)))].

safe(Packed) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z),
    Steps = safe(Z, zlib:safeInflate(Z, Packed)),
    {[{Tag, iolist_size(Out)} || {Tag, Out} <- Steps], md5([Out || {_, Out} <- Steps]), zlib:inflateEnd(Z)}.

safe(Z, {continue, _} = Step) -> [Step | safe(Z, zlib:safeInflate(Z, []))];
safe(_, {finished, _} = Step) -> [Step].

parts(Packed) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z),
    Out = zlib:inflate(Z, Packed),
    ok = zlib:inflateEnd(Z),
    [byte_size(B) || B <- Out].

%% Input in parts, which are given to zlib as they are.
many(Data, Size) ->
    Parts = parts(Data, Size),
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, 6),
    Packed = zlib:deflate(Z, Parts, finish),
    ok = zlib:deflateEnd(Z),
    {length(Parts), md5(Packed), zlib:uncompress(parts(iolist_to_binary(Packed), Size)) =:= Data}.

parts(Data, Size) when byte_size(Data) > Size ->
    <<Part:Size/binary, Rest/binary>> = Data,
    [Part | parts(Rest, Size)];
parts(Data, _) -> [Data].

safe_dictionary() ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z),
    Sum = zlib:deflateSetDictionary(Z, "hello"),
    Packed = zlib:deflate(Z, "hello hello", finish),
    I = zlib:open(),
    ok = zlib:inflateInit(I),
    Needed = zlib:safeInflate(I, Packed),
    ok = zlib:inflateSetDictionary(I, "hello"),
    {Sum, Needed, zlib:safeInflate(I, [])}.

byte_by_byte(Packed) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z, 31),
    Sizes = [iolist_size(zlib:inflate(Z, [B])) || <<B>> <= Packed],
    {Sizes, zlib:inflateEnd(Z)}.
