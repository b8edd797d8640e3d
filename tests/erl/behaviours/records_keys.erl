%% otp: 29
%% Native records as keys of small and of large maps.
-module(records_keys).
-export([main/0]).
-record #k{n, x = []}.

main() ->
    Small = #{#k{n = N} => N || N <- [1, 1.0, a, {}]},
    Large = #{#k{n = N, x = [N]} => N || N <- lists:seq(1, 200)},
    [maps:get(#k{n = 1}, Small), maps:get(#k{n = 1.0}, Small), maps:find(#k{n = 2}, Small), maps:size(Small),
     lists:sum([maps:get(#k{n = N, x = [N]}, Large) || N <- lists:seq(1, 200)]),
     maps:is_key(#k{n = 1}, Large), maps:size(maps:remove(#k{n = 7, x = [7]}, Large)),
     lists:sort(maps:keys(Small)), Large#{free() => 1} =:= Large#{free() => 1},
     map_get(free(), Large#{free() => found})].

free() -> records:create(nowhere, r, [{a, [1]}, {b, "b"}], #{is_exported => false}).
