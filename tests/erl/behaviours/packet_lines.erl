%% erlang:decode_packet/3: lines with other ends, and binaries that do not begin between bytes.
-module(packet_lines).
-export([main/0]).

main() ->
    <<_:3, Odd/bitstring>> = <<0:3, 0, 3, "abcdef">>,
    <<_:3, OddLine/bitstring>> = <<0:3, "GET / HTTP/1.1\r\nx">>,
    Long = binary:copy(<<"0123456789">>, 20),
    [erlang:decode_packet(line, <<"a;b;c">>, [{line_delimiter, $;}]),
     erlang:decode_packet(line, <<"a;b;c">>, [{line_delimiter, 0}]),
     erlang:decode_packet(line, <<"a", 255, "c">>, [{line_delimiter, 255}]),
     erlang:decode_packet(line, <<"a\r\nb">>, []),
     erlang:decode_packet(2, Odd, []),
     erlang:decode_packet(http_bin, OddLine, []),
     erlang:decode_packet(raw, Odd, []),
     erlang:decode_packet(1, <<150, Long/binary>>, []),
     erlang:decode_packet(http_bin, <<"GET /", Long/binary, " HTTP/1.1\r\n">>, []),
     erlang:decode_packet(httph_bin, <<"Host: ", Long/binary, "\r\n\r\n">>, []),
     erlang:decode_packet(httph_bin, <<Long/binary, ": a\r\n\r\n">>, [])].
