%% erlang:decode_packet/3: headers of HTTP, all that are atoms and others.
-module(packet_http_headers).
-export([main/0]).

main() ->
    [[{B, Name} || Header <- known(), {ok, {http_header, B, Name, _, _}, _} <- [erlang:decode_packet(httph, <<Header/binary, ": x\r\n\r\n">>, [])]],
     [[erlang:decode_packet(Type, <<Line/binary, End/binary>>, Options)
       || Type <- [httph, httph_bin], End <- [<<"\r\n">>, <<"\r\n\r\n">>, <<"\n x\r\ny">>], Options <- [[], [{packet_size, 12}]]]
      || Line <- lines()]].

known() ->
    [<<"cache-control">>, <<"CONNECTION">>, <<"Date">>, <<"pRAGMA">>, <<"Transfer-encoding">>, <<"upgrade">>, <<"via">>, <<"accept">>,
     <<"accept-charset">>, <<"accept-encoding">>, <<"accept-language">>, <<"authorization">>, <<"from">>, <<"host">>,
     <<"if-modified-since">>, <<"if-match">>, <<"if-none-match">>, <<"if-range">>, <<"if-unmodified-since">>, <<"max-forwards">>,
     <<"proxy-authorization">>, <<"range">>, <<"referer">>, <<"user-agent">>, <<"age">>, <<"location">>, <<"proxy-authenticate">>,
     <<"public">>, <<"retry-after">>, <<"server">>, <<"vary">>, <<"warning">>, <<"www-authenticate">>, <<"allow">>, <<"content-base">>,
     <<"content-encoding">>, <<"content-language">>, <<"content-length">>, <<"content-location">>, <<"content-md5">>,
     <<"content-range">>, <<"content-type">>, <<"etag">>, <<"expires">>, <<"last-modified">>, <<"accept-ranges">>, <<"set-cookie">>,
     <<"set-cookie2">>, <<"x-forwarded-for">>, <<"cookie">>, <<"keep-alive">>, <<"proxy-connection">>, <<"content">>, <<"x">>].

lines() ->
    [<<>>, <<"Host: a">>, <<"Host:a">>, <<"Host:">>, <<"Host: \t a b ">>, <<"Host : a">>, <<"host">>, <<":a">>, <<"X-mY-tHING: 1">>,
     <<"-x-: 1">>, <<"--x: 1">>, <<"x--y: 1">>, <<"a_b: 1">>, <<"a(b: 1">>, <<" a: 1">>, <<200, ": 1">>, <<"a: ", 200>>,
     <<(binary:copy(<<"a">>, 50))/binary, ": x">>, <<(binary:copy(<<"a">>, 51))/binary, ": x">>, <<"A: b\r\n c">>, <<"A: b\n\tc\n  d">>,
     <<"GET / HTTP/1.1">>, <<"\r">>].
