%% Integer and float keys that are equal but not the same are two keys.
-module(map_float_keys).
-export([main/0]).

main() ->
    M = #{1 => i, 1.0 => f, 2.0 => g},
    [maps:get(1, M), maps:get(1.0, M), maps:get(2, M, none), M#{1 := j}, M#{2 => h}, maps:remove(1.0, M),
     map_size(M), #{1 => a} == #{1.0 => a}, maps:is_key(2.0, M), maps:is_key(2, M), M#{1.0 := q}].
