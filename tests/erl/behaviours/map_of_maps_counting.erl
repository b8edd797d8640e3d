%% Counting pairs of words in maps of maps, and turning the maps inside out.
-module(map_of_maps_counting).
-export([main/0]).

main() ->
    Ws = [the, cat, sat, on, the, mat, the, cat, ran],
    M = pairs(Ws, #{}),
    I = maps:fold(fun(A, Bs, Acc) -> maps:fold(fun(B, N, Acc1) -> Acc1#{B => maps:put(A, N,
        maps:get(B, Acc1, #{}))} end, Acc, Bs) end, #{}, M),
    {M, I, lists:sum([N || Bs <- maps:values(M), N <- maps:values(Bs)])}.

pairs([A, B | T], M) ->
    Inner = maps:get(A, M, #{}),
    pairs([B | T], M#{A => Inner#{B => maps:get(B, Inner, 0) + 1}});
pairs(_, M) -> M.
