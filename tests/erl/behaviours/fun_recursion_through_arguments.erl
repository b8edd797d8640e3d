%% Funs that are given to themselves and to each other.
-module(fun_recursion_through_arguments).
-export([main/0]).

main() ->
    Even = fun(0, _, _) -> true; (N, E, O) -> O(N - 1, E, O) end,
    Odd = fun(0, _, _) -> false; (N, E, O) -> E(N - 1, E, O) end,
    Len = fun(F, [_ | T]) -> 1 + F(F, T); (_, []) -> 0 end,
    [Even(10, Even, Odd), Even(7, Even, Odd), Odd(99999, Even, Odd), Len(Len, lists:seq(1, 5000)),
     lists:foldl(fun(F, A) -> F(A) end, 1, [fun(X) -> X + 1 end, fun(X) -> X * 10 end])].
