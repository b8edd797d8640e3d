%% Map patterns: keys there or not, values matched, keys bound before, nested.
-module(map_match).
-export([main/0]).

main() -> [m(X, a) || X <- [#{}, #{a => 1}, #{a => 2}, #{b => 1}, #{a => #{b => 3}}, #{a => [], c => x},
                            #{<<"k">> => v}, #{1.0 => f}, #{1 => i}, #{{t} => u}, a, []]] ++
                            [m(#{x => y, z => q}, x), m(#{a => 5, x => y}, x)].

m(#{a := #{b := X}}, _) -> {nested, X};
m(#{a := 1}, _) -> a_is_one;
m(#{a := X, c := Y}, _) -> {a_and_c, X, Y};
m(#{<<"k">> := X}, _) -> {binary, X};
m(#{1 := X}, _) -> {integer, X};
m(#{1.0 := X}, _) -> {float, X};
m(#{{t} := X}, _) -> {tuple, X};
m(#{a := _} = M, K) -> {a_and, maps:find(K, M)};
m(M, K) when is_map_key(K, M) -> {has, K, map_get(K, M)};
m(M, _) when map_size(M) =:= 0 -> empty;
m(#{}, _) -> other_map;
m(_, _) -> no_map.
