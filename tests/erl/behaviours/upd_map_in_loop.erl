%% Maps updated in loops with :=, small and large, while older ones are kept.
-module(upd_map_in_loop).
-export([main/0]).

main() ->
    M = maps:from_list([{K, 0} || K <- lists:seq(1, 40)]),
    L = hist(200, #{a => 0, b => 0, c => 0}, []),
    R = count(10000, M),
    {length(L), lists:nth(100, L), hd(L), lists:usort(maps:values(R)), lists:usort(maps:values(M)), R =/= M}.

hist(0, M, L) -> [M | L];
hist(N, #{a := A, b := B, c := C} = M, L) -> hist(N - 1, M#{a := B, b := C + 1, c := A + N}, [M | L]).

count(0, M) -> M;
count(N, M) ->
    K = N rem 40 + 1,
    #{K := V} = M,
    count(N - 1, M#{K := V + 1}).
