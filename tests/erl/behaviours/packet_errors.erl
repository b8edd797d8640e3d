%% erlang:decode_packet/3: what are no types, packets and options.
%% but: 25 (which hangs on some of them)
-module(packet_errors).
-export([main/0]).

main() ->
    [e(Args) || Args <- [[foo, <<>>, []], [3, <<>>, []], [-1, <<>>, []], [1.0, <<>>, []], [1, a, []], [1, <<1>>, a],
                         [1, <<1>>, [a]], [1, <<1>>, [{packet_size, -1}]], [1, <<1>>, [{packet_size, 1 bsl 32}]],
                         [1, <<1>>, [{packet_size, (1 bsl 32) - 1}]], [1, <<1>>, [{line_delimiter, 1}]],
                         [line, <<1>>, [{line_delimiter, 300}]], [line, <<1>>, [{line_delimiter, $\n}]],
                         [a, a, a], [1, a, [a]], [1, <<1:1>>, []],
                         [1, <<1, 2, 3, 1:1>>, []], [1, <<1>>, [{packet_size, 1, 2}]], [1, <<1>>, [{foo, 1}]],
                         [1, "abc", []], [http, <<>>, []], [mqtt, <<1>>, []], [1, <<1>>, [{packet_size, 1 bsl 70}]]]].

e(Args) ->
    try
        apply(erlang, decode_packet, Args)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
