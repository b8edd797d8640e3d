%% Iterators in order, by keys and by a fun.
%% otp: 27
-module(map_iterator_order).
-export([main/0]).

main() ->
    M = maps:from_list([{K, -K} || K <- [3, 1, b, {}, 2.5, a, [], "x", <<>>]]),
    L = maps:from_list([{K, K rem 7} || K <- lists:seq(1, 50)]),
    [maps:to_list(maps:iterator(M, ordered)), maps:to_list(maps:iterator(M, reversed)),
     maps:to_list(maps:iterator(L, ordered)) =:= lists:sort(maps:to_list(L)),
     hd(maps:to_list(maps:iterator(L, fun(A, B) -> A rem 10 >= B rem 10 end))), maps:next(maps:iterator(#{}, ordered))].
