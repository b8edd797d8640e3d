%% Branches that end alike are joined by the compiler; values shared between them stay apart.
-module(case_same_result).
-export([main/0]).

main() -> [{f(X), g(X)} || X <- [a, b, c, d, 1, 2, [], {x, 1}, {y, 2}]].

f(a) -> {ok, x};
f(b) -> {ok, x};
f(c) -> {ok, y};
f(d) -> {ok, x};
f(1) -> {ok, y};
f(_) -> {ok, z}.

g({x, N}) -> N * 2 + 1;
g({y, N}) -> N * 2 + 1;
g(X) when X =:= a; X =:= b -> first;
g(X) when is_list(X); is_integer(X) -> second;
g(_) -> third.
