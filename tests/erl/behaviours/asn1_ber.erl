%% asn1rt_nif: pieces of BER, whole ones and broken ones.
-module(asn1_ber).
-export([main/0]).

main() ->
    Deep = deep(500, <<5, 0>>),
    Marked = [binary:copy(<<48, 128>>, 511), <<5, 0>>, binary:copy(<<0, 0>>, 511)],
    Pieces = pieces(),
    Encoded = [e(encode_ber_tlv, Piece) || Piece <- Pieces],
    [Encoded,
     [e(decode_ber_tlv, Bytes) || Bytes <- Encoded, is_binary(Bytes)],
     [e(decode_ber_tlv, Bytes) || Bytes <- bytes()],
     [e(decode_ber_tlv, binary:part(Bytes, 0, Size)) || Bytes <- bytes(), is_binary(Bytes), Size <- lists:seq(0, byte_size(Bytes))],
     [erlang:phash2(e(decode_ber_tlv, Bytes)) || Bytes <- random(3000, 12, 7)],
     [shown(e(decode_ber_tlv, Bytes)) || Bytes <- random(150, 9, 8)],
     depth(asn1rt_nif:decode_ber_tlv(Deep)), depth(asn1rt_nif:decode_ber_tlv(Marked)),
     asn1rt_nif:encode_ber_tlv(element(1, asn1rt_nif:decode_ber_tlv(Deep))) =:= Deep,
     erlang:md5(asn1rt_nif:encode_ber_tlv(nested(3000, {5, <<>>})))].

e(Function, Argument) ->
    try
        asn1rt_nif:Function(Argument)
    catch
        Class:Reason:Trace -> {Class, Reason, [{M, F, A} || {M, F, A, _} <- lists:sublist(Trace, 2)]}
    end.

%% Without the trace, which is always the same.
shown({exit, Reason, _}) -> Reason;
shown(Result) -> Result.

pieces() ->
    Long = binary:copy(<<"ab">>, 100), Longer = binary:copy(<<"c">>, 70000),
    [{Tag, <<1>>} || Tag <- [0, 1, 30, 31, 127, 128, 16383, 16384, 65535, 65536, 65567, 131072 + 5, 196608 + 200,
                             262144, (1 bsl 32) - 1]]
        ++ [{Tag, []} || Tag <- [0, 31, 65536 + 16383]]
        ++ [{4, <<>>}, {4, Long}, {4, Longer}, {16, [{2, <<5>>}, {16, [{1, <<255>>}, {5, <<>>}]}]}, {16, [{4, Long}]},
            {16, [{4, Longer}, {4, Long}]}, {4, binary:part(Long, 0, 127)}, {4, binary:part(Long, 0, 128)},
            {16, [{4, binary:part(Long, 0, 125)}]}, {16, [{4, binary:part(Long, 0, 126)}]}, {4, binary:part(Longer, 1, 255)},
            {4, binary:part(Longer, 1, 256)}, {4, binary:part(Longer, 1, 65535)}, {4, <<>>, more}]
        ++ [a, [], <<1>>, {-1, <<>>}, {a, <<>>}, {1.0, <<>>}, {1 bsl 32, <<>>}, {1 bsl 70, <<>>}, {1, a}, {1, <<1:1>>}, {1, 5}, {1, [a]},
            {1, [{1, <<>>} | a]}, {1, [{2, <<>>}, {3, b}]}, {1, "abc"}, {1, {2, <<>>}}].

bytes() ->
    [<<>>, <<5>>, <<5, 0>>, <<5, 0, 1, 2, 3>>, <<2, 1, 7>>, <<2, 129, 1, 7>>, <<2, 132, 0, 0, 0, 1, 7>>,
     <<2, 133, 0, 0, 0, 0, 1, 7>>, <<2, 133, 1, 0, 0, 0, 1, 7>>, <<2, 132, 255, 255, 255, 255, 7>>, <<2, 130, 1>>, <<2, 255, 7>>,
     <<48, 6, 2, 1, 1, 2, 1, 2, 9>>, <<48, 3, 2, 2, 1, 1>>, <<48, 2, 4, 3, 1, 2, 3, 4>>, <<48, 4, 48, 2, 5, 0, 5, 0>>,
     <<48, 128, 2, 1, 5, 0, 0>>, <<48, 128, 0, 0>>, <<48, 128, 0, 0, 1>>, <<48, 128, 48, 128, 0, 0, 5, 0, 0, 0, 7>>,
     <<48, 128, 2, 1, 5, 0>>, <<48, 128, 0, 1>>, <<4, 128, 0, 0>>, <<31, 31, 1, 9>>, <<63, 129, 0, 2, 5, 0>>, <<95, 255, 127, 0>>,
     <<95, 255, 128, 0, 0>>, <<223, 200>>, <<223, 200, 1>>, <<223, 5>>, <<191, 31, 128, 5, 0, 0, 0>>,
     [5, [0], <<1>>], [[<<48, 5>>, 2], <<1, 255, 5, 0>>], a, 5, [256], [a], <<5, 0, 1:1>>, {5, 0}, [5 | 0], [5 | <<0>>]].

%% Pieces inside pieces, the innermost given.
deep(0, Inside) -> Inside;
deep(N, Inside) when byte_size(Inside) < 128 -> deep(N - 1, <<48, (byte_size(Inside)), Inside/binary>>);
deep(N, Inside) ->
    Size = binary:encode_unsigned(byte_size(Inside)),
    deep(N - 1, <<48, (128 + byte_size(Size)), Size/binary, Inside/binary>>).

nested(0, Piece) -> Piece;
nested(N, Piece) -> nested(N - 1, {16, [Piece]}).

depth({Piece, Rest}) -> depth(Piece, Rest, 0).
depth({16, [Inside]}, Rest, N) -> depth(Inside, Rest, N + 1);
depth(Inside, Rest, N) -> {N, Inside, Rest}.

random(Count, Size, Seed) ->
    Common = {0, 1, 2, 3, 4, 5, 31, 48, 63, 128, 129, 130, 127, 191, 255, 2, 48, 5},
    {Lists, _} = lists:mapfoldl(
        fun(_, State) ->
            lists:mapfoldl(
                fun(_, S) ->
                    Next = (S * 1103515245 + 12345) rem (1 bsl 31),
                    {element(1 + (Next bsr 8) rem tuple_size(Common), Common), Next}
                end, State, lists:seq(1, Size))
        end, Seed, lists:seq(1, Count)),
    [list_to_binary(List) || List <- Lists].
