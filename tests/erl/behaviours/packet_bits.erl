%% erlang:decode_packet/3 of what is not made of whole bytes.
-module(packet_bits).
-export([main/0]).

main() ->
    [decode(Type, Bits) || {Type, Bits} <-
         [{1, <<5, "abcde", 3:7>>}, {1, <<5, "abc", 3:7>>}, {raw, <<1, 2, 3:3>>}, {raw, <<3:3>>}, {line, <<"ab\nc", 1:1>>},
          {line, <<"ab", 1:1>>}, {4, <<0, 0, 0, 1, 9:4>>}, {4, <<0, 0, 0, 1:3>>}, {http, <<"GET / HTTP/1.1\r\nx", 1:2>>}]] ++
        [decode(1, tail(<<1:3, 2, "ab", 7:6>>)), decode(line, tail(<<1:3, "ab\n", 7:6>>))].

tail(<<_:3, Rest/bits>>) -> Rest.

decode(Type, Bits) ->
    try erlang:decode_packet(Type, Bits, [])
    catch Class:Reason -> {Class, Reason}
    end.
