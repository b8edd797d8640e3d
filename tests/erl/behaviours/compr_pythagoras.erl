%% Three generators with filters that use all variables.
-module(compr_pythagoras).
-export([main/0]).

main() -> {triples(20), perms([a, b, c]), primes(60), quick([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]),
           length(perms(lists:seq(1, 6)))}.

triples(N) -> [{A, B, C} || A <- lists:seq(1, N), B <- lists:seq(A, N), C <- lists:seq(B, N), A * A + B * B =:= C * C].

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

primes(N) -> [X || X <- lists:seq(2, N), [] =:= [Y || Y <- lists:seq(2, X - 1), X rem Y =:= 0]].

quick([]) -> [];
quick([P | T]) -> quick([X || X <- T, X < P]) ++ [P] ++ quick([X || X <- T, X >= P]).
