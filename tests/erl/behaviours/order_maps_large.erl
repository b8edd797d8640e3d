%% Large maps compare as small ones do: size, keys, values.
-module(order_maps_large).
-export([main/0]).

main() ->
    M = maps:from_list([{I, I} || I <- lists:seq(1, 50)]),
    Others = [M#{50 := 51}, M#{1 := 0}, maps:remove(50, M), M#{51 => 1}, (maps:remove(50, M))#{49.5 => 50},
              M#{1 := 1.0},
              (maps:remove(1, M))#{0 => 100}, (maps:remove(1, M))#{1.0 => 1}],
    [{M < O, M == O, M =:= O, M > O} || O <- [M | Others]].
