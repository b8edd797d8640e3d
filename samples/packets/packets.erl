%%% A little network protocol, written and read with the bit syntax.
%%%
%%%     Version:4  Kind:4  Urgent:1  Sequence:15  Length:16  Payload:Length/binary
%%%
%%% followed by the next packet. Fields need not begin at a byte, may take their
%%% size from a field before them, and a match either fits as a whole or leaves
%%% nothing behind. Watch the match context: a position that wanders through the
%%% bits, while the binary itself is neither copied nor changed.
-module(packets).
-export([main/0, encode/3, decode/1]).

-define(VERSION, 4).
-define(TEXT, 1).
-define(READING, 2).
-define(LAMPS, 3).

main() ->
    Stream = <<
        (encode(1, calm, {text, <<"5 ", 8364/utf8, " or ", 163/utf8>>}))/binary,
        (encode(2, urgent, {reading, 1234, -40}))/binary,
        (encode(3, calm, {lamps, <<1:1, 0:1, 1:1, 1:1, 0:1>>}))/binary,
        (encode(4, calm, {text, <<>>}))/binary
    >>,
    erlang:display({bytes, byte_size(Stream)}),
    {Packets, Rest} = decode_all(Stream, []),
    show(Packets),
    %% A stream that ends within a packet: the start of it is kept for later.
    Cut = binary:part(Stream, 0, byte_size(Stream) - 2),
    {Whole, Tail} = decode_all(Cut, []),
    erlang:display({whole, length(Whole), tail, Tail}),
    erlang:display(decode(<<9:4, 0:4, 0:32>>)),
    {length(Packets), Rest, checksum(Stream, 0)}.

encode(Sequence, Urgency, Message) ->
    {Kind, Payload} = payload(Message),
    Urgent = case Urgency of urgent -> 1; calm -> 0 end,
    <<?VERSION:4, Kind:4, Urgent:1, Sequence:15, (byte_size(Payload)):16, Payload/binary>>.

%% Lamps are single bits. Their number comes first, zeros fill up the last byte.
payload({text, Text}) ->
    {?TEXT, Text};
payload({reading, Sensor, Value}) ->
    {?READING, <<Sensor:12, Value:20/signed>>};
payload({lamps, Lamps}) ->
    Fill = (8 - (5 + bit_size(Lamps)) rem 8) rem 8,
    {?LAMPS, <<(bit_size(Lamps)):5, Lamps/bitstring, 0:Fill>>}.

decode(<<?VERSION:4, Kind:4, Urgent:1, Sequence:15, Length:16, Payload:Length/binary, Rest/binary>>) ->
    Urgency = case Urgent of 1 -> urgent; 0 -> calm end,
    {ok, {Sequence, Urgency, message(Kind, Payload)}, Rest};
decode(<<?VERSION:4, _/bitstring>>) ->
    incomplete;
decode(<<>>) ->
    incomplete;
decode(<<Version:4, _/bitstring>>) ->
    {error, {version, Version}}.

message(?TEXT, Text) ->
    {text, characters(Text)};
message(?READING, <<Sensor:12, Value:20/signed>>) ->
    {reading, Sensor, Value};
message(?LAMPS, <<Count:5, Lamps:Count/bitstring, _Fill/bitstring>>) ->
    {lamps, lamps(Lamps)}.

%% One character may take up to four bytes: /utf8 takes as many as it has.
characters(<<Character/utf8, Rest/binary>>) ->
    [Character | characters(Rest)];
characters(<<>>) ->
    [].

lamps(<<1:1, Rest/bitstring>>) ->
    [on | lamps(Rest)];
lamps(<<0:1, Rest/bitstring>>) ->
    [off | lamps(Rest)];
lamps(<<>>) ->
    [].

decode_all(Stream, Packets) ->
    case decode(Stream) of
        {ok, Packet, Rest} -> decode_all(Rest, [Packet | Packets]);
        incomplete -> {lists:reverse(Packets, []), Stream}
    end.

%% Sixteen bits at a time, lowest byte first; a last odd byte counts as it is.
checksum(<<Word:16/little, Rest/binary>>, Sum) ->
    checksum(Rest, (Sum + Word) band 16#FFFF);
checksum(<<Byte>>, Sum) ->
    (Sum + Byte) band 16#FFFF;
checksum(<<>>, Sum) ->
    Sum.

show([]) ->
    ok;
show([Packet | Rest]) ->
    erlang:display(Packet),
    show(Rest).
