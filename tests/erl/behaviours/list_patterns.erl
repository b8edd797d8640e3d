%% Patterns of lists: fixed lengths, prefixes, strings, nested.
-module(list_patterns).
-export([main/0]).

main() -> [m(X) || X <- [[], [1], [1, 2], [1, 2, 3], "abc", "abx", "ab", [[]], [[], []], [{a, 1}, {b, 2}], [1 | 2], a]].

m([]) -> empty;
m("abc" ++ T) -> {abc, T};
m("ab" ++ T) -> {ab, T};
m([[] | T]) -> {nil_first, T};
m([{a, X} | _]) -> {a, X};
m([X]) -> {one, X};
m([X, Y]) -> {two, X, Y};
m([X | Y]) when not is_list(Y) -> {improper, X, Y};
m([X, _ | T]) -> {more, X, T};
m(X) -> {other, X}.
