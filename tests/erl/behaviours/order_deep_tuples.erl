%% Tuples nested deep on the last element and on the first compare.
-module(order_deep_tuples).
-export([main/0]).

main() ->
    L = fun(X) -> lists:foldl(fun(_, T) -> {T, 1} end, X, lists:seq(1, 300000)) end,
    R = fun(X) -> lists:foldl(fun(_, T) -> {1, T} end, X, lists:seq(1, 300000)) end,
    [L(a) =:= L(a), L(a) < L(b), R(a) =:= R(a), R(b) > R(a), R(1) == R(1.0), R(1) =:= R(1.0), L(a) < R(a), R(a) < L(a)].
