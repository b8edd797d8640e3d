%% What zlib makes of bytes at every level with every strategy, of any size up to some blocks.
-module(zlib_levels).
-export([main/0]).
-include("bytes.hrl").

main() ->
    [{Kind, Size, [sums(data(Kind, Size, Size), Level) || Level <- lists:seq(0, 9)]}
     || {Kind, Size} <- [{text, 0}, {text, 1}, {random, 2}, {text, 3}, {text, 300}, {skewed, 4000}, {text, 60000},
                         {mixed, 40000}, {random, 20000}, {zeros, 70000}]].

sums(Data, Level) -> [sum(Data, Level, Strategy) || Strategy <- [default, filtered, huffman_only, rle]].

sum(Data, Level, Strategy) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, Level, deflated, 15, 8, Strategy),
    Packed = iolist_to_binary(zlib:deflate(Z, Data, finish)),
    ok = zlib:deflateEnd(Z),
    ok = zlib:close(Z),
    Data = zlib:uncompress(Packed),
    {byte_size(Packed), md5(Packed)}.
