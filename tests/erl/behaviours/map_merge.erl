%% Merging of small and large maps, overlapping or not.
-module(map_merge).
-export([main/0]).

main() ->
    Sizes = [0, 1, 20, 32, 33, 100],
    [merge(A, B, Off) || A <- Sizes, B <- Sizes, Off <- [0, 10, 200]].

merge(A, B, Off) ->
    M = maps:from_list([{K, a} || K <- lists:seq(1, A)]),
    N = maps:from_list([{K + Off, b} || K <- lists:seq(1, B)]),
    R = maps:merge(M, N),
    {map_size(R), length([x || b <- maps:values(R)]), R =:= lists:foldl(fun({K, V}, X) -> X#{K => V} end, M,
        maps:to_list(N))}.
