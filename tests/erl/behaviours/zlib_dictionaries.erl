%% Dictionaries: the right one, the wrong one, none, for raw data, and what inflation has put out last.
-module(zlib_dictionaries).
-export([main/0]).
-include("bytes.hrl").

main() ->
    Dictionary = data(text, 5000, 1),
    Data = iolist_to_binary([data(text, 3000, 2), binary:part(Dictionary, 100, 4000), data(text, 500, 3)]),
    [with(Dictionary, Data, Level, Bits) || Level <- [0, 1, 6, 9], Bits <- [15, 9, -15, -10]] ++
    [with(data(text, 40000, 4), Data, 6, Bits) || Bits <- [15, 11, -15]] ++
    [wrong(Dictionary, Data), late(Dictionary, Data), gzip(Dictionary), empty(Data, 15), empty(Data, -15)].

with(Dictionary, Data, Level, Bits) ->
    {Sum, Packed} = pack(Dictionary, Data, Level, Bits),
    {Sum, md5(Packed), read(Dictionary, Packed, Bits) =:= Data, last(Dictionary, Packed, Bits)}.

pack(Dictionary, Data, Level, Bits) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, Level, deflated, Bits, 8, default),
    Sum = zlib:deflateSetDictionary(Z, Dictionary),
    Packed = iolist_to_binary(zlib:deflate(Z, Data, finish)),
    ok = zlib:close(Z),
    {Sum, Packed}.

read(Dictionary, Packed, Bits) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z, Bits),
    ok = [zlib:inflateSetDictionary(Z, Dictionary) || Bits < 0] =:= [ok] orelse ok,
    Read = case catch zlib:inflate(Z, Packed) of
        {'EXIT', {{need_dictionary, _}, _}} ->
            ok = zlib:inflateSetDictionary(Z, Dictionary),
            zlib:inflate(Z, []);
        Output -> Output
    end,
    ok = zlib:inflateEnd(Z),
    iolist_to_binary(Read).

last(Dictionary, Packed, Bits) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z, Bits),
    First = zlib:inflateGetDictionary(Z),
    Asked = case Bits < 0 of
        true -> zlib:inflateSetDictionary(Z, Dictionary);
        false ->
            {need_dictionary, Sum, []} = zlib:inflate(Z, Packed, [{exception_on_need_dict, false}]),
            {Sum, zlib:inflateSetDictionary(Z, Dictionary)}
    end,
    Then = zlib:inflateGetDictionary(Z),
    _ = zlib:inflate(Z, if Bits < 0 -> Packed; true -> [] end),
    {First, Asked, md5(Then), md5(zlib:inflateGetDictionary(Z))}.

wrong(Dictionary, Data) ->
    {_, Packed} = pack(Dictionary, Data, 6, 15),
    Z = zlib:open(),
    ok = zlib:inflateInit(Z),
    Needed = e(fun() -> zlib:inflate(Z, Packed) end),
    {Needed, e(fun() -> zlib:inflateSetDictionary(Z, "another") end), zlib:inflateSetDictionary(Z, [Dictionary]),
     md5(zlib:inflate(Z, [])), e(fun() -> zlib:uncompress(Packed) end)}.

late(Dictionary, Data) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z),
    _ = zlib:deflate(Z, Data, sync),
    Late = e(fun() -> zlib:deflateSetDictionary(Z, Dictionary) end),
    I = zlib:open(),
    ok = zlib:inflateInit(I),
    {Late, e(fun() -> zlib:inflateSetDictionary(I, Dictionary) end),
     e(fun() -> zlib:inflateSetDictionary(Z, Dictionary) end), e(fun() -> zlib:deflateSetDictionary(I, no) end)}.

gzip(Dictionary) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, 6, deflated, 31, 8, default),
    e(fun() -> zlib:deflateSetDictionary(Z, Dictionary) end).

empty(Data, Bits) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, 6, deflated, Bits, 8, default),
    {zlib:deflateSetDictionary(Z, <<>>), md5(zlib:deflate(Z, Data, finish))}.

e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, [{M, N} || {M, N, _, _} <- S, M =:= zlib]}
    end.
