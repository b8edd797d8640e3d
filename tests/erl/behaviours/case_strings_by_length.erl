%% Choices by the length and the ends of lists.
-module(case_strings_by_length).
-export([main/0]).

main() -> [f(X) || X <- [[], "a", "ab", "abc", "abcd", [1 | 2], {}, "zz"]].

f([]) -> 0;
f([X]) -> {1, X};
f([X, X]) -> {twice, X};
f([_, _ | T]) when T =/= [] -> {more, T};
f([_, Y]) -> {2, Y};
f(L) when is_list(L) -> improper;
f(_) -> other.
