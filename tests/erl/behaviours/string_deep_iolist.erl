%% An iolist nested a hundred thousand deep in heads and in tails.
-module(string_deep_iolist).
-export([main/0]).

main() ->
    H = lists:foldl(fun(N, D) -> [D, N rem 256] end, [], lists:seq(1, 100000)),
    T = lists:foldl(fun(N, D) -> [N rem 256 | [[D]]] end, <<"end">>, lists:seq(1, 100000)),
    {iolist_size(H), iolist_size(T), byte_size(iolist_to_binary(H)), erlang:crc32(iolist_to_binary(H)),
     erlang:md5(T), binary:part(iolist_to_binary(T), 0, 4)}.
