%% Natives of the maps module on what is no map and with keys that are missing.
-module(map_native_errors).
-export([main/0]).

main() ->
    M = id(#{a => 1}),
    Bad = id(x),
    [e(F) || F <- [fun() -> maps:get(b, M) end, fun() -> maps:get(b, Bad) end, fun() -> maps:get(b, Bad, d) end,
                   fun() -> maps:find(b, Bad) end, fun() -> maps:is_key(b, Bad) end,
                   fun() -> maps:put(b, 1, Bad) end, fun() -> maps:remove(b, Bad) end,
                   fun() -> maps:take(b, Bad) end, fun() -> maps:update(b, 1, M) end,
                   fun() -> maps:update(b, 1, Bad) end, fun() -> maps:keys(Bad) end, fun() -> maps:values(Bad) end,
                   fun() -> maps:merge(M, Bad) end, fun() -> maps:merge(Bad, M) end,
                   fun() -> maps:from_list(Bad) end, fun() -> maps:from_list(id([{a, 1} | b])) end,
                   fun() -> maps:from_list(id([a])) end, fun() -> maps:from_keys(Bad, 1) end,
                   fun() -> map_size(Bad) end, fun() -> map_get(b, M) end, fun() -> map_get(b, Bad) end,
                   fun() -> is_map_key(a, Bad) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
