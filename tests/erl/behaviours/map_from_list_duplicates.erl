%% from_list with keys that come again: the last value stays.
-module(map_from_list_duplicates).
-export([main/0]).

main() ->
    [maps:from_list([{a, 1}, {a, 2}]), maps:from_list([{1, a}, {1.0, b}, {1, c}]),
     map_size(maps:from_list([{K rem 40, K} || K <- lists:seq(1, 400)])),
     maps:get(5, maps:from_list([{K rem 40, K} || K <- lists:seq(1, 400)])),
     map_size(maps:from_list([{K rem 20, K} || K <- lists:seq(1, 400)])),
     map_size(maps:from_keys([K rem 50 || K <- lists:seq(1, 400)], v)), maps:from_list([]), maps:from_keys([], x)].
