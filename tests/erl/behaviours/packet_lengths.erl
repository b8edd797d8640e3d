%% erlang:decode_packet/3: packets that begin with their length, whole, cut off and too long.
-module(packet_lengths).
-export([main/0]).

main() ->
    Types = [raw, 0, 1, 2, 4, asn1, sunrm, cdr, fcgi, tpkt, line, ssl_tls],
    [{Type, [decode(Type, Bytes, Options) || Bytes <- bytes(), Options <- options()]} || Type <- Types].

options() -> [[], [{packet_size, 3}], [{line_length, 4}], [{packet_size, 6}, {line_length, 5}]].

bytes() ->
    [<<>>, <<0>>, <<3>>, <<0, 0>>, <<0, 2, 3>>, <<1, 2, 3, 4, 5>>, <<0, 0, 0, 3, 1, 2, 3, 4>>, <<0, 3, 1, 2, 3, 4>>,
     <<0, 0, 0, 9, 1>>, <<255, 255, 255, 255, 1>>, <<127, 255, 255, 252>>, <<127, 255, 255, 251>>, <<128, 0, 0, 1, 5, 6>>,
     <<16#30, 3, 1, 2, 3, 4>>, <<16#30, 16#81, 2, 1, 2, 3>>, <<16#30, 16#82, 0, 2, 1, 2, 3>>, <<16#30, 16#80, 1, 2>>,
     <<16#30, 16#83, 0, 0, 1, 7, 8>>, <<16#30, 16#84, 0, 0, 0, 1, 7, 8>>, <<16#30, 16#85, 0, 0, 0, 0, 1, 7, 8>>,
     <<16#30, 16#84, 255, 255, 255, 255>>, <<16#1f>>, <<16#1f, 16#81>>, <<16#1f, 16#81, 2>>, <<16#1f, 16#81, 2, 1, 9, 9>>,
     <<16#3f, 1, 16#81>>, <<16#ff, 16#ff, 16#ff, 16#ff, 16#ff>>,
     <<"GIOP", 1, 1, 0, 0, 0, 0, 0, 2, 1, 2, 3>>, <<"GIOP", 1, 1, 1, 0, 2, 0, 0, 0, 1, 2, 3>>, <<"GIOX", 0:64>>, <<"GIOP">>,
     <<1, 2, 0, 1, 0, 3, 2, 0, 1, 2, 3, 0, 0, 9>>, <<2, 2, 0, 1, 0, 3, 2, 0, 1, 2, 3>>, <<1, 2, 0, 1, 255, 255, 255, 0>>,
     <<3, 0, 0, 6, 1, 2, 3>>, <<3, 0, 0, 4>>, <<3, 0, 0, 3>>, <<2, 0, 0, 6, 1, 2, 3>>, <<3, 0, 255, 255>>,
     <<"line\n">>, <<"a long line\nand more">>, <<"abc">>, <<"\n">>, <<"abcd">>, <<"abcde">>, <<"ab\ncd\n">>,
     <<22, 3, 1, 0, 4, 1, 2, 3, 4, 5>>, <<22, 3, 1, 0, 4, 1, 2>>, <<16#80, 6, 1, 3, 0, 1, 2, 3, 4>>, <<16#80, 2, 1, 3, 0>>].

decode(Type, Bytes, Options) ->
    try erlang:decode_packet(Type, Bytes, Options) of
        {ok, Packet, Rest} -> {Packet, byte_size(Rest)};
        Other -> Other
    catch
        Class:Reason -> {Class, Reason}
    end.
