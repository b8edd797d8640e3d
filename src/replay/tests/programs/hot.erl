%% Calculates without end in one process.
-module(hot).
-export([main/0]).

main() -> loop(0, []).

loop(N, L) -> loop(N + fib(12), [N | keep(L, 30)]).

keep([H | T], N) when N > 0 -> [H | keep(T, N - 1)];
keep(_, _) -> [].

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
