%% Maps around 32 keys, where their inside changes, behave alike.
-module(map_border_32).
-export([main/0]).

main() -> [check(N) || N <- [30, 31, 32, 33, 34]].

check(N) ->
    L = [{K, K * K} || K <- lists:seq(1, N)],
    A = maps:from_list(L),
    B = lists:foldl(fun({K, V}, M) -> M#{K => V} end, #{}, lists:reverse(L)),
    C = maps:remove(N + 1, A#{N + 1 => x}),
    D = maps:put(N, N * N, maps:remove(N, A)),
    {map_size(A), A =:= B, A =:= C, A =:= D, lists:sort(maps:keys(A)) =:= lists:seq(1, N),
     lists:sum(maps:values(B)), erlang:phash2(A) =:= erlang:phash2(C),
     A#{N := 0} > A, maps:get(N, C), A < B#{N + 2 => 0}, maps:size(maps:without(lists:seq(1, 5), A))}.
