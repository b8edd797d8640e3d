%% tuple_to_list and list_to_tuple, of each size and with bad arguments.
-module(tuple_list_conversion).
-export([main/0]).

main() ->
    [begin L = lists:seq(1, N), T = list_to_tuple(L), {tuple_size(T), tuple_to_list(T) =:= L} end
     || N <- [0, 1, 2, 255, 256, 1023, 1024, 70000]] ++
    [e(fun() -> list_to_tuple(id(X)) end) || X <- [a, [a | b], {}, 1, <<"ab">>]] ++
    [e(fun() -> tuple_to_list(id(X)) end) || X <- [a, [], #{}, 1]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
