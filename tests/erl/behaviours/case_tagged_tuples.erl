%% Choices by size, then by the tag in front.
-module(case_tagged_tuples).
-export([main/0]).

main() -> [f(X) || X <- [{ok, 1}, {error, x}, {ok, 1, 2}, {add, 1, 2}, {sub, 1, 2}, {neg, 1}, {'if', true, 1, 2},
                         {num, 5}, {ok}, {}, ok, {1, 2}, {add, {num, 1}, {neg, {num, 2}}}]].

f({ok, V}) -> V;
f({error, R}) -> {failed, R};
f({num, N}) -> N;
f({neg, A}) -> {'-', f(A)};
f({add, A, B}) -> {f(A), '+', f(B)};
f({sub, A, B}) -> {f(A), '-', f(B)};
f({'if', C, A, B}) -> {C, f(A), f(B)};
f({ok, _, _}) -> ok3;
f({T}) -> {just, T};
f(X) -> {other, X}.
