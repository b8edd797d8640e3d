%% Maps compare by size, then by keys in order (integers before floats), then by values.
-module(order_maps).
-export([main/0]).

main() ->
    Maps = [#{}, #{a => 1}, #{a => 2}, #{b => 1}, #{1 => a}, #{1.0 => a}, #{a => 1, b => 1}, #{a => 1, b => 2},
            #{a => 1, c => 0},
            #{{} => 1}, #{[] => 1}, #{<<>> => 0}, #{2 => z}, #{1.5 => z}],
    {lists:sort(Maps), [[A < B || A <- Maps] || B <- Maps], #{1 => 1} == #{1.0 => 1}, #{1 => 1} == #{1 => 1.0},
     #{1 => 1} =:= #{1 => 1.0}}.
