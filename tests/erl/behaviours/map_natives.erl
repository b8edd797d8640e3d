%% Natives of the maps module on small maps.
-module(map_natives).
-export([main/0]).

main() ->
    M = id(#{a => 1, b => 2}),
    [maps:get(a, M), maps:get(x, M, d), maps:find(a, M), maps:find(x, M), maps:is_key(a, M), maps:is_key(x, M),
     maps:put(c, 3, M), maps:put(a, 3, M), maps:remove(a, M), maps:remove(x, M), maps:take(a, M),
     maps:take(x, M), maps:update(a, 9, M), lists:sort(maps:keys(M)), lists:sort(maps:values(M)), maps:size(M),
     maps:merge(M, #{b => x, c => y}), maps:merge(#{}, M), maps:merge(M, #{}), maps:from_keys([x, y, x], v),
     maps:new(), maps:to_list(#{k => v})].

id(X) -> X.
