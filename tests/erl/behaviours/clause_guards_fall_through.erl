%% Guards that fail let the next clause with the same pattern be tried.
-module(clause_guards_fall_through).
-export([main/0]).

main() -> [f(T) || T <- [{a, 1}, {a, 20}, {a, x}, {b, 1}, {b, []}, {c, 1}, {a}, {a, 300}]].

f({a, N}) when is_integer(N), N < 10 -> {small, N};
f({a, N}) when is_integer(N), N < 100 -> {medium, N};
f({b, [] = L}) -> {nil, L};
f({a, N}) when is_atom(N) -> {atom, N};
f({b, N}) when N =/= 1 -> never;
f({T, N}) when T =:= b; T =:= c -> {T, N};
f({a, N}) -> {rest, N};
f(X) -> {none, X}.
