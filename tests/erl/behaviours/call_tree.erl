%% Trees are built, mapped, folded and turned around recursively.
-module(call_tree).
-export([main/0]).

main() ->
    T = build(12),
    {count(T), sum(T), sum(map(fun(X) -> X * 2 end, T)), depth(T), mirror(mirror(T)) =:= T, mirror(T) =:= T,
     hd(flat(T, [])), length(flat(T, [])), flat(build(2), [])}.

build(0) -> leaf;
build(N) -> {build(N - 1), N, build(N - 1)}.

count(leaf) -> 0;
count({L, _, R}) -> count(L) + 1 + count(R).

sum(leaf) -> 0;
sum({L, X, R}) -> sum(L) + X + sum(R).

map(_, leaf) -> leaf;
map(F, {L, X, R}) -> {map(F, L), F(X), map(F, R)}.

depth(leaf) -> 0;
depth({L, _, R}) -> 1 + max(depth(L), depth(R)).

mirror(leaf) -> leaf;
mirror({L, X, R}) -> {mirror(R), X, mirror(L)}.

flat(leaf, A) -> A;
flat({L, X, R}, A) -> flat(L, [X | flat(R, A)]).
