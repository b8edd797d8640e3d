%% Keys of every kind find their values again, in small and in large maps.
-module(map_keys_of_every_kind).
-export([main/0]).

main() ->
    F = fun() -> x end,
    P = self(),
    R = make_ref(),
    Keys = [1, 1.0, 1 bsl 64, -(1 bsl 64), a, 'ä', [], [a], "a", {}, {a}, <<>>, <<"a">>, <<1:1>>, #{}, #{a => 1}, F,
            fun lists:map/2, P, R, 0.0, 0, [[]], {[], {}}, [a | b], <<"a", 0:1>>],
    Small = [map_get(K, #{K => V}) =:= V || {K, V} <- lists:zip(Keys, lists:seq(1, length(Keys)))],
    M = maps:from_list(lists:zip(Keys, lists:seq(1, length(Keys)))),
    L = maps:merge(M, maps:from_list([{{n, N}, N} || N <- lists:seq(1, 100)])),
    {map_size(M), map_size(L), lists:usort(Small), [maps:get(K, M) || K <- Keys], [maps:get(K, L) || K <- Keys],
     maps:get(2.0, L, none), maps:get("b", L, none)}.
