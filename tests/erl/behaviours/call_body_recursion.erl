%% Body recursion a million deep.
-module(call_body_recursion).
-export([main/0]).

main() -> {count(1000000), length(list(1000000)), sum(list(1000000)), depth(1000000, x)}.

count(0) -> 0;
count(N) -> 1 + count(N - 1).

list(0) -> [];
list(N) -> [N | list(N - 1)].

sum([]) -> 0;
sum([X | Xs]) -> X + sum(Xs).

depth(0, X) -> {X, 0};
depth(N, X) -> {Y, D} = depth(N - 1, X), {Y, D + 1}.
