%% Large structures are built while garbage comes and goes.
-module(gc_large_structures).
-export([main/0]).

main() ->
    T = tree(15),
    M = lists:foldl(fun(I, A) -> A#{I => [I, {I}]} end, #{}, lists:seq(1, 5000)),
    L = churn(200, lists:seq(1, 100)),
    {count(T), map_size(M), maps:get(2500, M), L =:= lists:seq(1, 100),
     lists:sum([X || {_, [X, {X}]} <- maps:to_list(M)])}.

tree(0) -> [];
tree(N) -> {tree(N - 1), {N, "label"}, tree(N - 1)}.

count([]) -> 0;
count({L, {_, "label"}, R}) -> count(L) + 1 + count(R).

churn(0, L) -> L;
churn(N, L) -> churn(N - 1, [X - 1 || X <- [Y + 1 || Y <- L]]).
