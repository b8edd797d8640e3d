%% A term a million deep and one with many shared parts are encoded.
-module(etf_deep).
-export([main/0]).

main() ->
    D = lists:foldl(fun(_, X) -> [X] end, [], lists:seq(1, 1000000)),
    T = lists:foldl(fun(_, X) -> {X, X} end, x, lists:seq(1, 12)),
    {byte_size(term_to_binary(D)), erlang:crc32(term_to_binary(T)), byte_size(term_to_binary(T))}.
