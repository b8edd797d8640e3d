%% Functions of the maps module with funs.
-module(map_module).
-export([main/0]).

main() ->
    M = maps:from_list([{K, K * 10} || K <- lists:seq(1, 40)]),
    S = fun(X) -> lists:sort(maps:to_list(X)) end,
    [maps:fold(fun(K, V, A) -> K + V + A end, 0, M), lists:sum(maps:values(maps:map(fun(K, V) -> K + V end, M))),
     S(maps:filter(fun(K, _) -> K > 38 end, M)), S(maps:filtermap(fun(K, V) -> K < 3 andalso {true, V + 1} end, M)),
     maps:update_with(1, fun(V) -> V + 1 end, #{1 => 1}), maps:update_with(2, fun(V) -> V + 1 end, init, #{1 => 1}),
     S(maps:with([1, 2, 99], M)), map_size(maps:without([1, 2, 99], M)),
     maps:merge_with(fun(_, A, B) -> {A, B} end, #{a => 1, b => 2}, #{b => 3, c => 4}),
     maps:intersect(#{a => 1, b => 2}, #{b => 3}), maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 9)),
     maps:foreach(fun(_, _) -> x end, M)] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> maps:map(id(fun(_) -> x end), M) end,
                                                 fun() -> maps:fold(x, 0, id(y)) end,
                                                 fun() -> maps:update_with(id(q), fun(V) -> V end, #{}) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
