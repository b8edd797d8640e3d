%% A million tail calls need no stack.
-module(call_tail_loop).
-export([main/0]).

main() -> {count(1000000, 0), even(100001), odd(100001), swap(99999, a, b), rotate(100000, 1, 2, 3, 4)}.

count(0, S) -> S;
count(N, S) -> count(N - 1, S + 1).

even(0) -> true;
even(N) -> odd(N - 1).

odd(0) -> false;
odd(N) -> even(N - 1).

swap(0, A, B) -> {A, B};
swap(N, A, B) -> swap(N - 1, B, A).

rotate(0, A, B, C, D) -> [A, B, C, D];
rotate(N, A, B, C, D) -> rotate(N - 1, B, C, D, A).
