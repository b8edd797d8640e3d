%% A chain of calls through several functions, deep, each with something left to do.
-module(call_deep_not_tail).
-export([main/0]).

main() -> {a(30000), length(integer_to_list(p(2000)))}.

a(0) -> 0;
a(N) -> b(N - 1) + 1.

b(0) -> 0;
b(N) -> X = c(N - 1), X + 2.

c(0) -> 0;
c(N) -> {X} = {a(N - 1)}, X + 3.

p(0) -> 1;
p(N) -> 3 * p(N - 1).
