%% byte_size, bit_size, is_binary and is_bitstring of bit strings.
-module(bits_sizes).
-export([main/0]).

main() ->
    [{byte_size(B), bit_size(B), is_binary(B), is_bitstring(B), size(B)}
     || B <- [id(X) || X <- [<<>>, <<1:1>>, <<1:7>>, <<1>>, <<1:9>>, <<1:16>>, <<1:17>>, <<0:1000>>]]] ++
    [e(fun() -> byte_size(id(X)) end) || X <- [a, [], {}, 1]] ++ [e(fun() -> bit_size(id(X)) end) || X <- [a, "ab"]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
