%% Large data at some levels.
-module(zlib_large).
-export([main/0]).
-include("bytes.hrl").

main() ->
    [{Kind, Level, sum(data(Kind, 300000, 7), Level)} || Kind <- [text, mixed, skewed], Level <- [0, 1, 3, 4, 6, 9]].

sum(Data, Level) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, Level),
    Packed = zlib:deflate(Z, Data, finish),
    ok = zlib:close(Z),
    Data = zlib:uncompress(Packed),
    {[byte_size(B) || B <- Packed], md5(Packed)}.
