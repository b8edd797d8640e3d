%% lists:sort keeps, keysort is stable, usort and ukeysort keep the first of equal ones.
-module(order_sort_stable).
-export([main/0]).

main() ->
    L = [{2, a}, {1, b}, {2.0, c}, {1, a}, {1.0, z}, {2, a}],
    [lists:sort(L), lists:usort(L), lists:keysort(1, L), lists:ukeysort(1, L), lists:keysort(2, L),
     lists:sort(fun erlang:'>='/2, L),
     lists:usort(fun({A, _}, {B, _}) -> A =< B end, L), lists:merge([1, 3, 5], [2, 4, 6]),
     lists:umerge([[1, 2], [1.0, 3]])].
