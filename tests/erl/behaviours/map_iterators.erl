%% Iterators go over all pairs once, of small and large maps.
-module(map_iterators).
-export([main/0]).

main() ->
    [begin M = maps:from_list([{K, -K} || K <- lists:seq(1, N)]), L = all(maps:next(maps:iterator(M))),
     {N, length(L), lists:sort(L) =:= lists:sort(maps:to_list(M))} end || N <- [0, 1, 2, 31, 32, 33, 100, 1000]] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> maps:iterator(id(x)) end, fun() -> maps:next(id(x)) end]].

all(none) -> [];
all({K, V, I}) -> [{K, V} | all(maps:next(I))].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
