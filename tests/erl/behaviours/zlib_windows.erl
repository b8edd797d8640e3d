%% Windows and memory of every size, with zlib's, gzip's or no header.
-module(zlib_windows).
-export([main/0]).
-include("bytes.hrl").

main() ->
    Data = data(mixed, 30000, 3),
    [{Level, Bits, Memory, sum(Data, Level, Bits, Memory)}
     || Level <- [0, 2, 6, 9], Wrap <- [1, 2, -1], Window <- lists:seq(8, 15), Bits <- [bits(Wrap, Window)],
        Memory <- [1, 2, 8, 9]].

bits(2, Window) -> 16 + Window;
bits(Wrap, Window) -> Wrap * Window.

sum(Data, Level, Bits, Memory) ->
    Z = zlib:open(),
    try zlib:deflateInit(Z, Level, deflated, Bits, Memory, default) of
        ok ->
            Packed = iolist_to_binary(zlib:deflate(Z, Data, finish)),
            ok = zlib:deflateEnd(Z),
            {md5(Packed), catch_read(Packed, Bits) =:= Data}
    catch
        error:Reason -> Reason
    after
        zlib:close(Z)
    end.

%% A window of 8 bits is one of 9 to compress with, and cannot be read with 8.
catch_read(Packed, Bits) ->
    try
        read(Packed, Bits)
    catch
        error:Reason -> Reason
    end.

read(Packed, Bits) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z, Bits),
    Data = iolist_to_binary(zlib:inflate(Z, Packed)),
    ok = zlib:inflateEnd(Z),
    ok = zlib:close(Z),
    Data.
