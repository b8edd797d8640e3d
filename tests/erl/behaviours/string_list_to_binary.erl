%% list_to_binary and binary_to_list, in parts and with errors.
-module(string_list_to_binary).
-export([main/0]).

main() ->
    B = list_to_binary(id([<<"ab">>, "cd", [$e | <<"f">>]])),
    [B, binary_to_list(B), binary_to_list(<<>>), binary_to_list(B, 2, 4), binary_to_list(B, 1, 1),
     binary_to_list(B, 6, 6)] ++
    [e(fun() -> list_to_binary(id(X)) end) || X <- [<<"a">>, a, [256], [a | b], [<<1:1>>]]] ++
    [e(fun() -> binary_to_list(id(B), id(F), id(T)) end) || {F, T} <- [{0, 1}, {2, 1}, {1, 7}, {a, 1}, {7, 7}]] ++
    [e(fun() -> binary_to_list(id(X)) end) || X <- [a, [], <<1:1>>]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
