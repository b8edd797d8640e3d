%% crc32 and adler32, in pieces and combined.
-module(hash_crc_adler).
-export([main/0]).

main() ->
    A = <<"the first part, ">>,
    B = <<"the second">>,
    [erlang:crc32(A), erlang:crc32([A, B]), erlang:crc32(erlang:crc32(A), B),
     erlang:crc32_combine(erlang:crc32(A), erlang:crc32(B), byte_size(B)), erlang:adler32(A),
     erlang:adler32([A | B]), erlang:adler32(erlang:adler32(A), B), erlang:adler32_combine(erlang:adler32(A),
         erlang:adler32(B), byte_size(B)), erlang:crc32([]), erlang:adler32(<<>>),
     erlang:crc32(5, []), erlang:adler32(binary:copy(<<255>>, 10000))] ++
         [e(fun() -> erlang:crc32(id(X)) end) || X <- [a, [300], <<1:3>>]] ++
         [e(fun() -> erlang:adler32(id(X)) end) || X <- [a, {}]] ++ [e(fun() -> erlang:crc32(id(X), <<>>) end)
             || X <- [-1, 1 bsl 32, a]] ++ [e(fun() -> erlang:crc32_combine(1, 2, id(-1)) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
