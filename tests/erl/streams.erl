%% Streams of zlib under way, by their natives, for the module itself is not there: what comes of them is the same
%% wherever the machine is written down and read again.
-module(streams).
-export([main/0]).

main() ->
    Data = list_to_binary(blocks(2000, erlang:md5("streams"))),
    Text = << <<(B rem 7 + $a)>> || <<B>> <= Data >>,
    [{Level, Bits, Strategy, there_and_back(<<Text/binary, Data/binary, Text/binary>>, Level, Bits, Strategy)}
     || Level <- [0, 1, 6, 9], {Bits, Strategy} <- [{15, 0}, {-9, 1}, {31, 3}]].

blocks(0, _) -> [];
blocks(N, Block) -> [Block | blocks(N - 1, erlang:md5(Block))].

there_and_back(Data, Level, Bits, Strategy) ->
    Z = zlib:open_nif(),
    ok = zlib:deflateInit_nif(Z, Level, 8, Bits, 8, Strategy),
    ok = zlib:setStash_nif(Z, {kept, [Data, fun main/0]}),
    Packed = all(Z, deflate_nif, Data, 4),
    I = zlib:open_nif(),
    ok = zlib:inflateInit_nif(I, Bits, 2),
    Data = all(I, inflate_nif, Packed, 0),
    {ok, {kept, [Data, _]}} = zlib:getStash_nif(Z),
    {zlib:deflateEnd_nif(Z), zlib:inflateEnd_nif(I), zlib:close_nif(Z), erlang:md5(Packed)}.

all(Z, Function, Data, Flush) ->
    ok = zlib:enqueue_nif(Z, [Data]),
    list_to_binary(turns(Z, Function, Flush)).

turns(Z, Function, Flush) ->
    case zlib:Function(Z, 3000, 2000, Flush) of
        {continue, Out} -> [Out | turns(Z, Function, Flush)];
        {finished, Out} -> [Out]
    end.
