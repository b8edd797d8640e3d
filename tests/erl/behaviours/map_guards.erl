%% Map functions in guards; on other terms they make the guard fail.
-module(map_guards).
-export([main/0]).

main() -> [[a(X), b(X), c(X, k), d(X)] || X <- [#{}, #{k => v}, #{k => 1, l => 2}, x, [], {k, v}]].

a(M) when map_size(M) > 1 -> large;
a(M) when is_map(M) -> map;
a(_) -> other.

b(M) when map_get(k, M) =:= v -> v;
b(M) when is_map_key(k, M) -> k;
b(_) -> other.

c(M, K) when is_map_key(K, M), map_get(K, M) =/= v; M =:= x -> yes;
c(_, _) -> no.

d(M) when not is_map_key(k, M) -> missing;
d(#{k := V}) when is_atom(V) -> V;
d(_) -> other.
