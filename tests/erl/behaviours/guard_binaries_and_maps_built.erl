%% Guards that build tuples, lists, maps and binaries to compare with.
-module(guard_binaries_and_maps_built).
-export([main/0]).

main() -> [f(X, Y) || X <- [1, a, <<1>>], Y <- [{1, 1}, [a, a], #{k => 1}, <<1, 1>>, [a | a]]].

f(X, Y) when {X, X} =:= Y -> tuple;
f(X, Y) when [X, X] =:= Y -> list;
f(X, Y) when [X | X] =:= Y -> improper;
f(X, Y) when #{k => X} =:= Y -> map;
f(X, Y) when <<X/binary, 1>> =:= Y -> binary;
f(_, _) -> none.
