%% Functions inlined by the compiler.
%% options: [inline, {inline_size, 100}]
-module(opt_inline).
-export([main/0]).

main() -> [sq(id(4)), twice(fun(X) -> X + 1 end, id(5)), fib(15), area({circle, id(2)}), area({rect, 2, id(3)}),
           e(fun() -> sq(id(a)) end) =/= x, even(10), lists:foldl(fun(X, A) -> sq(X) + A end, 0, [1, 2, 3])].

sq(X) -> X * X.

twice(F, X) -> F(F(X)).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

area({circle, R}) -> 3 * sq(R);
area({rect, A, B}) -> A * B.

even(0) -> true;
even(N) -> not even(N - 1).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
