%% -- of long lists with many terms to remove.
-module(list_subtract_large).
-export([main/0]).

main() ->
    L = [N * 7919 rem 10007 || N <- lists:seq(1, 10006)],
    M = [N || N <- lists:seq(1, 10006), N rem 3 =/= 0],
    R = L -- M,
    D = lists:append([L, L]) -- L,
    {length(R), lists:all(fun(X) -> X rem 3 =:= 0 end, R), R =:= [X || X <- L, X rem 3 =:= 0], D =:= L, L -- L,
     length([1 bsl 70 + (N rem 50) || N <- L] -- [1 bsl 70 + N || N <- M])}.
