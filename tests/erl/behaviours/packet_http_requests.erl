%% erlang:decode_packet/3: requests and answers of HTTP.
-module(packet_http_requests).
-export([main/0]).

main() -> [[decode(Type, Line) || Type <- [http, http_bin]] || Line <- lines()].

decode(Type, Line) ->
    [erlang:decode_packet(Type, <<Line/binary, End/binary>>, Options)
     || End <- [<<"\r\n">>, <<"\n">>, <<"\r\nrest">>, <<>>], Options <- [[], [{packet_size, 20}], [{line_length, 16}]]].

lines() ->
    [<<>>, <<"GET / HTTP/1.1">>, <<"get / HTTP/1.1">>, <<"OPTIONS * HTTP/1.0">>, <<"POST /a/b?c=d HTTP/2.10">>, <<"PUT x">>,
     <<"DELETE /x HTTP/1">>, <<"DELETE /x HTTP/1.">>, <<"TRACE  /x   HTTP/1.1 ">>, <<"HEAD\t/\tHTTP/1.1">>, <<"PATCH / HTTP/1.1">>,
     <<"GET">>, <<"GET ">>, <<" GET / HTTP/1.1">>, <<"G(ET / HTTP/1.1">>, <<"GET / FTP/1.1x">>, <<"GET / HTTP">>,
     <<"GET http://a.b HTTP/1.1">>, <<"GET http://a.b/ HTTP/1.1">>, <<"GET HTTP://a.b:80/c:d HTTP/1.1">>,
     <<"GET https://a.b:x/c HTTP/1.1">>, <<"GET https://a.b:/c HTTP/1.1">>, <<"GET https://a.b:0/c HTTP/1.1">>,
     <<"GET http:// HTTP/1.1">>, <<"GET http:///x HTTP/1.1">>, <<"GET http://a:1:2/y HTTP/1.1">>, <<"GET a:b HTTP/1.1">>, <<"GET ab HTTP/1.1">>,
     <<"GET : HTTP/1.1">>, <<"GET x HTTP/1.1">>, <<"CONNECT a.b:443 HTTP/1.1">>, <<"GET http:/a HTTP/1.1">>,
     <<"GET /", 200, "\x{e9}"/utf8, " HTTP/1.1">>, <<200, " / HTTP/1.1">>, <<"A", 127, "B / HTTP/1.1">>,
     <<"HTTP/1.1 200 OK">>, <<"HTTP/1.1 404 Not Found">>, <<"HTTP/1.1 200">>, <<"HTTP/1.1 200 ">>, <<"HTTP/1.1  200\tOK ">>,
     <<"HTTP/1.1 OK">>, <<"HTTP/1.1">>, <<"HTTP/1.1 ">>, <<"HTTP/1 200 OK">>, <<"HTTP/.1 200 OK">>, <<"HTTP/10.20 1234567 X">>,
     <<"HTTP/1.1 200OK">>, <<"HTTP/1.1200 OK">>, <<"http/1.1 200 OK">>, <<"\r">>, <<"a\rb">>, <<"GET /\r HTTP/1.1">>].
