%% Maps built by expressions with literal and other keys; the last of equal keys wins.
-module(map_construct).
-export([main/0]).

main() ->
    A = id(a),
    [#{}, #{a => 1}, #{A => 1, b => 2}, #{A => 1, a => 2}, #{a => 1, A => 2}, #{1 => x, 1.0 => y},
     #{[] => nil, {} => tuple, <<>> => binary, #{} => map},
     #{A => #{A => #{A => deep}}}, map_size(#{A => 1, {A} => 2, [A] => 3}), #{id(x) => id(y), id(x) => id(z)}].

id(X) -> X.
