%% Sorting thousands of pseudo-random terms gives an ordered permutation.
-module(order_sort_many).
-export([main/0]).

main() ->
    L = numbers(5000, 42, []),
    S = lists:sort(L),
    {length(S), ordered(S), lists:sum(S) =:= lists:sum(L), hd(S), lists:last(S),
     length(lists:usort([X rem 100 || X <- L]))}.

numbers(0, _, L) -> L;
numbers(N, X, L) -> Y = (X * 1103515245 + 12345) band 16#7fffffff, numbers(N - 1, Y, [Y | L]).

ordered([A | [B | _] = T]) -> A =< B andalso ordered(T);
ordered(_) -> true.
