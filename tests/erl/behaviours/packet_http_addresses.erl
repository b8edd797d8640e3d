%% erlang:decode_packet/3: URIs with IPv6 addresses.
%% otp: 27
-module(packet_http_addresses).
-export([main/0]).

main() ->
    [erlang:decode_packet(Type, <<"GET http://", Place/binary, "/x HTTP/1.1\r\n">>, [])
     || Type <- [http, http_bin],
        Place <- [<<"[::1]:4000">>, <<"[::1]">>, <<"[::1]x:1">>, <<"[::1]:1:2">>, <<"[::1:2">>, <<"[::1]:">>, <<"[::1]:a">>, <<"a[::1]:80">>]].
