%% Maps behind sets, gb_sets and dict-like use: union, intersection and counts of words.
-module(map_as_sets).
-export([main/0]).

main() ->
    Words = string:lexemes("the cat and the dog and the bird", " "),
    Count = lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Words),
    A = sets:from_list([1, 2, 3], [{version, 2}]),
    B = sets:from_list([2, 3, 4], [{version, 2}]),
    [lists:sort(maps:to_list(Count)), lists:sort(sets:to_list(sets:union(A, B))),
     lists:sort(sets:to_list(sets:intersection(A, B))), sets:to_list(sets:subtract(A, B)),
     sets:is_subset(sets:from_list([2], [{version, 2}]), A), gb_sets:to_list(gb_sets:from_list("hello")),
     ordsets:union([1, 3], [2])].
