%% The order of keys in large maps: of all kinds that hash alike in every emulator of a release.
-module(map_order_large).
-export([main/0]).

main() ->
    [keys(maps:from_list([{Key(N), N} || N <- lists:seq(1, Count)])) || Count <- [33, 40, 300], Key <- kinds()] ++
    [nested(), from_binary()].

kinds() ->
    [fun(N) -> N end,
     fun(N) -> -N * 1000003 end,
     fun(N) -> (1 bsl 59) + N end,
     fun(N) -> (1 bsl 70) * N end,
     fun(N) -> -(1 bsl 64) - N end,
     fun(N) -> (1 bsl 200) div N end,
     fun(N) -> N / 8 end,
     fun(N) -> -N * 1.0e100 end,
     fun(N) -> {N} end,
     fun(N) -> {N, N * N, {N}} end,
     fun(N) -> [N] end,
     fun(N) -> [N * 100, N | N] end,
     fun(N) -> integer_to_list(N) end,
     fun(N) -> ["ab", N | "cdefgh"] end,
     fun(N) -> integer_to_list(N * 1234567) ++ [{N}] end,
     fun(N) -> integer_to_binary(N) end,
     fun(N) -> binary:copy(<<N:32>>, N rem 9 + 1) end,
     fun(N) -> <<N:(N rem 60 + 9)>> end,
     fun(N) -> #{N => 1} end,
     fun(N) -> #{1 => N, 2.0 => {N}} end,
     fun(N) -> #{} =:= #{} andalso {[], [[]], N, {}, <<>>} end].

keys(M) ->
    {maps:keys(M), maps:values(M) =:= [V || {_, V} <- maps:to_list(M)], erlang:md5(term_to_binary(M)),
     next(maps:next(maps:iterator(M))) =:= maps:fold(fun(K, _, Acc) -> Acc ++ [K] end, [], M),
     hd(next(maps:next(maps:iterator(M)))), lists:sublist(element(1, lists:unzip(maps:to_list(maps:map(
        fun(_, V) -> V end, M)))), 5)}.

next({K, _, I}) -> [K | next(maps:next(I))];
next(none) -> [].

%% Large maps as keys of large maps.
nested() ->
    maps:values(maps:from_list([{maps:from_list([{K * N, N} || K <- lists:seq(1, 40)]), N} || N <- lists:seq(1, 50)])).

from_binary() ->
    maps:keys(binary_to_term(term_to_binary(maps:from_list([{N, N} || N <- lists:seq(1, 100)])))).
