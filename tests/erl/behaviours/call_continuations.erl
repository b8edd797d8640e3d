%% Programs in continuation passing style: all calls are tail calls, funs hold the rest.
-module(call_continuations).
-export([main/0]).

main() -> [fact(20, fun(X) -> X end), sum(lists:seq(1, 10000), fun(X) -> {done, X} end), fib(15, fun(X) -> X end),
           gen(3, fun(L) -> L end)].

fact(0, K) -> K(1);
fact(N, K) -> fact(N - 1, fun(X) -> K(N * X) end).

sum([], K) -> K(0);
sum([X | Xs], K) -> sum(Xs, fun(S) -> K(S + X) end).

fib(N, K) when N < 2 -> K(N);
fib(N, K) -> fib(N - 1, fun(A) -> fib(N - 2, fun(B) -> K(A + B) end) end).

gen(0, K) -> K([[]]);
gen(N, K) -> gen(N - 1, fun(L) -> K([[B | X] || B <- [0, 1], X <- L]) end).
