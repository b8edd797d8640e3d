%% list_to_bitstring and bitstring_to_list keep odd bits.
-module(string_bitstring_lists).
-export([main/0]).

main() ->
    [list_to_bitstring(id(L)) || L <- [[], [1, <<1:1>>], [<<1:1>>, <<0:1>>, <<5:3>>], [<<1:1>>, 255, "a"],
                                       [<<1:3>> | <<2:3>>]]] ++
    [bitstring_to_list(id(B)) || B <- [<<>>, <<1, 2>>, <<1, 5:3>>, <<1:1>>, <<"abc", 0:7>>]] ++
    [e(fun() -> list_to_bitstring(id(X)) end) || X <- [a, <<1:1>>, [256], [a]]] ++
        [e(fun() -> bitstring_to_list(id(X)) end) || X <- [a, [], 1]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
