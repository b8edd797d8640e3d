%% Maps inside maps are updated along a path.
-module(map_nested_update).
-export([main/0]).

main() ->
    M = #{a => #{b => #{c => 1}}, l => [#{x => 1}]},
    [put_in([a, b, c], 2, M), put_in([a, n, m], 3, M), put_in([], top, M), e(fun() -> put_in([l, x], 1, M) end),
     get_in([a, b], M), e(fun() -> get_in([a, q], M) end)].

put_in([], V, _) -> V;
put_in([K | Ks], V, M) -> M#{K => put_in(Ks, V, maps:get(K, M, #{}))}.

get_in(Ks, M) -> lists:foldl(fun maps:get/2, M, Ks).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.
