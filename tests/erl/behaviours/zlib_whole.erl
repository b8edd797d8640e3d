%% Data as a whole: compress, zip and gzip and back, several members, what is behind the end, and damage.
-module(zlib_whole).
-export([main/0]).

main() ->
    Text = binary:copy(<<"there and back again, ">>, 200),
    [{F, G, [round(F, G, D) || D <- [<<>>, "a", [$b, <<"cd">> | "e"], Text, [Text, [Text]]]]}
     || {F, G} <- [{compress, uncompress}, {zip, unzip}, {gzip, gunzip}]] ++
    [zlib:gunzip([zlib:gzip("one "), zlib:gzip("two "), zlib:gzip("")]),
     e(fun() -> zlib:uncompress([zlib:compress("one "), zlib:compress("two ")]) end),
     e(fun() -> zlib:gunzip([zlib:gzip("one "), "garbage that is none"]) end)] ++
    [{F, e(fun() -> zlib:F(damaged(B, At)) end)}
     || {F, B} <- [{uncompress, zlib:compress(Text)}, {unzip, zlib:zip(Text)}, {gunzip, zlib:gzip(Text)}],
        At <- [0, 1, 2, 5, 9, 12, 20, byte_size(B) - 6, byte_size(B) - 1]] ++
    [{F, e(fun() -> zlib:F(X) end)}
     || F <- [uncompress, unzip, gunzip, compress, zip, gzip], X <- [a, <<>>, [x], <<1:3>>, <<1, 2, 3>>, ["a" | 300]]] ++
    [{Behaviour, ends(Behaviour)} || Behaviour <- [error, reset, cut]] ++
    [detect(zlib:gzip(Text), 47), detect(zlib:compress(Text), 47), detect(zlib:gzip(Text), 15),
     detect(zlib:compress(Text), 31), detect(zlib:zip(Text), -9), cut_off(zlib:compress(Text)),
     headers(Text)].

round(F, G, Data) ->
    Packed = zlib:F(Data),
    {md5(Packed), zlib:G(Packed) =:= iolist_to_binary(Data)}.

damaged(Binary, At) ->
    <<Before:At/binary, Byte, After/binary>> = Binary,
    <<Before/binary, (Byte bxor 16#48), After/binary>>.

ends(Behaviour) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z, 31, Behaviour),
    e(fun() -> [zlib:inflate(Z, [zlib:gzip("one "), zlib:gzip("two "), zlib:gzip("three")]),
                zlib:inflate(Z, zlib:gzip("four")), zlib:inflateEnd(Z)] end).

detect(Packed, Bits) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z, Bits),
    e(fun() -> {md5(zlib:inflate(Z, Packed)), zlib:inflateEnd(Z)} end).

cut_off(Packed) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z),
    Read = zlib:inflate(Z, binary:part(Packed, 0, byte_size(Packed) - 3)),
    {md5(Read), e(fun() -> zlib:inflateEnd(Z) end), e(fun() -> zlib:inflateEnd(Z) end)}.

%% A header of gzip with everything in it.
headers(Text) ->
    <<_:10/binary, Rest/binary>> = zlib:gzip(Text),
    Head = <<31, 139, 8, 2#11110, 1:32, 0, 3, 4:16/little, "abcd", "a name", 0, "a comment", 0>>,
    Sum = erlang:crc32(Head) band 16#ffff,
    [e(fun() -> zlib:gunzip([Head, <<S:16/little>>, Rest]) =:= Text end) || S <- [Sum, Sum bxor 1]].

e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, lists:usort([{M, N} || {M, N, _, _} <- S, M =:= zlib])}
    end.

%% As a number, which releases print alike.
md5(Bytes) -> binary:decode_unsigned(erlang:md5(Bytes)).
