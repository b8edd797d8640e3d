%% Choices by the first elements of lists, and by whole strings.
-module(case_lists_and_strings).
-export([main/0]).

main() -> [f(X) || X <- ["get", "put", "post", "pos", "", [get], [1, 2], [1 | 2], "g", [], "delete", "gets", [[]]]].

f("get") -> 1;
f("put") -> 2;
f("post") -> 3;
f("delete") -> 4;
f([get]) -> 5;
f([1 | 2]) -> 6;
f([1 | T]) -> {7, T};
f([$g | T]) -> {8, T};
f([[] | _]) -> 9;
f([]) -> 10;
f(X) -> {other, X}.
