%% Grouping, run-length coding and sorting by several keys.
-module(list_group_and_sort).
-export([main/0]).

main() ->
    L = [{smith, 30}, {jones, 25}, {smith, 25}, {adams, 30}, {jones, 40}],
    [rle("aaabccd"), unrle(rle("aabbb")), group(L), lists:sort(fun({A, X}, {B, Y}) -> {X, A} =< {Y, B} end, L),
     lists:keysort(2, lists:keysort(1, L)), merge_sort([5, 2, 9, 1, 5, 6, -1])].

rle([]) -> [];
rle([X | T]) -> rle(T, X, 1).

rle([X | T], X, N) -> rle(T, X, N + 1);
rle(T, X, N) -> [{X, N} | rle(T)].

unrle(L) -> lists:append([lists:duplicate(N, X) || {X, N} <- L]).

group(L) -> lists:sort(maps:to_list(lists:foldr(fun({K, V}, M) -> M#{K => [V | maps:get(K, M, [])]} end, #{}, L))).

merge_sort([]) -> [];
merge_sort([X]) -> [X];
merge_sort(L) -> {A, B} = lists:split(length(L) div 2, L), merge(merge_sort(A), merge_sort(B)).

merge([A | As], [B | _] = Bs) when A =< B -> [A | merge(As, Bs)];
merge(As, [B | Bs]) -> [B | merge(As, Bs)];
merge(As, []) -> As.
