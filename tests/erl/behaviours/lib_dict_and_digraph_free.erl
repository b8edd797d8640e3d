%% dict and sets of both versions hold what was put there.
-module(lib_dict_and_digraph_free).
-export([main/0]).

main() ->
    D = lists:foldl(fun(K, X) -> dict:update_counter(K, 1, X) end, dict:new(), "mississippi"),
    S1 = sets:from_list(lists:seq(1, 100), [{version, 1}]),
    S2 = sets:from_list(lists:seq(50, 150), [{version, 2}]),
    [lists:sort(dict:to_list(D)), dict:fetch($s, D), dict:size(D), lists:sum(sets:to_list(S1)), sets:size(S2),
     sets:is_element(75, S1), lists:sort(sets:to_list(sets:filter(fun(X) -> X < 4 end, S1))), dict:is_key($z, D),
     lists:sort(dict:fetch_keys(dict:filter(fun(_, V) -> V > 1 end, D)))].
