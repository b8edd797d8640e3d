%% A map grows key by key to thousands and shrinks back to nothing.
-module(map_grow_and_shrink).
-export([main/0]).

main() ->
    Up = up(1, 5000, #{}),
    Half = down([K || K <- lists:seq(1, 5000), K rem 2 =:= 0], Up),
    None = down(lists:seq(5000, 1, -1), Half),
    {map_size(Up), map_size(Half), None, Half =:= maps:from_list([{K, {K}} || K <- lists:seq(1, 5000, 2)]),
     [maps:get(K, Up) || K <- [1, 2500, 5000]], [maps:find(K, Half) || K <- [1, 2, 4999, 5000]]}.

up(K, N, M) when K > N -> M;
up(K, N, M) -> up(K + 1, N, M#{K => {K}}).

down([], M) -> M;
down([K | Ks], M) -> down(Ks, maps:remove(K, M)).
