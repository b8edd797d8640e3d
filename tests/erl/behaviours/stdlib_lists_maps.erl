%% Calls of lists, maps, proplists, orddict, ordsets, dict, sets, gb_trees, gb_sets, queue, array and sofs.
-module(stdlib_lists_maps).
-export([main/0]).
-define(T(Call), told(fun() -> Call end)).

main() ->
    Lists = [[], [1], [3, 1, 2], [a, b, a], [1, 2.0, 1.0, 2], lists:seq(1, 20), [{b, 2}, {a, 1}, {b, 1}], ["ab", "c"], [1 | 2], foo],
    One = [all, any, append, concat, droplast, last, max, min, reverse, sort, sum, usort, flatlength, flatten, unzip, unzip3, keysort, enumerate, uniq],
    [{F, [?T(apply(lists, F, [L])) || L <- Lists]} || F <- One]
        ++ [{F, [?T(apply(lists, F, [G, L])) || L <- Lists, G <- [fun is_atom/1, fun(X) -> X > 1 end]]} ||
               F <- [all, any, filter, partition, takewhile, dropwhile, search, map, foreach, filtermap]]
        ++ [{F, [?T(apply(lists, F, [N, L])) || L <- Lists, N <- [0, 1, 3, -1]]} || F <- [nth, nthtail, split, keysort, join, enumerate]]
        ++ [{F, [?T(apply(lists, F, [L, N])) || L <- Lists, N <- [0, 1, 3, -1]]} || F <- [sublist, delete, member]]
        ++ [{F, [?T(apply(lists, F, [A, B])) || A <- Lists, B <- [[], [1, 2], [a], x]]} || F <- [append, subtract, prefix, suffix, zip, merge, umerge, delete]]
        ++ [{F, [?T(apply(lists, F, [K, N, L])) || L <- Lists, K <- [a, 2], N <- [1, 2, 0]]} || F <- [keyfind, keymember, keysearch, keydelete, keytake]]
        ++ [?T(lists:foldl(fun(X, A) -> [X | A] end, [], L)) || L <- Lists] ++ [?T(lists:foldr(fun(X, A) -> [X | A] end, [], L)) || L <- Lists]
        ++ [?T(lists:mapfoldl(fun(X, A) -> {X, [X | A]} end, [], L)) || L <- Lists] ++ [?T(lists:zipwith(fun(A, B) -> {A, B} end, L, L)) || L <- Lists]
        ++ [?T(lists:seq(A, B, S)) || A <- [1, 5], B <- [0, 1, 9], S <- [1, 2, -1, 0]] ++ [?T(lists:duplicate(N, x)) || N <- [0, 2, -1, a]]
        ++ maps() ++ sorted() ++ containers().

maps() ->
    Maps = [#{}, #{a => 1}, #{1 => a, 2 => b}, maps:from_list([{I, I * I} || I <- lists:seq(1, 40)]), foo],
    [{F, [?T(apply(maps, F, [M])) || M <- Maps]} || F <- [size, from_list]]
        ++ [{F, [lists_sorted(?T(apply(maps, F, [M]))) || M <- Maps]} || F <- [keys, values, to_list]]
        ++ [{F, [?T(apply(maps, F, [K, M])) || M <- Maps, K <- [a, 1, 1.0, zz]]} || F <- [get, find, is_key, remove, take]]
        ++ [?T(maps:get(K, M, none)) || M <- Maps, K <- [a, 1, zz]]
        ++ [{F, [?T(apply(maps, F, [K, v, M])) || M <- Maps, K <- [a, 1, zz]]} || F <- [put, update]]
        ++ [{F, [?T(apply(maps, F, [A, B])) || A <- Maps, B <- Maps]} || F <- [merge, intersect]]
        ++ [{F, [?T(apply(maps, F, [L, M])) || M <- Maps, L <- [[], [a], [1, 2, 3], x]]} || F <- [with, without]]
        ++ [?T(maps:filter(fun(K, _) -> is_integer(K) end, M)) || M <- Maps] ++ [?T(maps:map(fun(K, V) -> {K, V} end, M)) || M <- Maps]
        ++ [?T(maps:fold(fun(_, _, A) -> A + 1 end, 0, M)) || M <- Maps] ++ [?T(maps:filtermap(fun(K, V) -> is_atom(K) orelse {true, {V}} end, M)) || M <- Maps]
        ++ [?T(maps:update_with(a, fun(X) -> X + 1 end, M)) || M <- Maps] ++ [?T(maps:update_with(q, fun(X) -> X end, 0, M)) || M <- Maps]
        ++ [?T(maps:groups_from_list(fun(X) -> X rem 3 end, L)) || L <- [[], lists:seq(1, 10), x]]
        ++ [?T(maps:merge_with(fun(_, X, Y) -> {X, Y} end, A, B)) || A <- Maps, B <- Maps]
        ++ [?T(maps:from_keys(L, v)) || L <- [[], [1, 2, 1], x]].

lists_sorted(L) when is_list(L) -> lists:sort(L);
lists_sorted(Other) -> Other.

sorted() ->
    Pairs = [[], [{a, 1}], [{a, 1}, {b, 2}, {c, 3}]],
    Sets = [[], [1, 2, 3], [2, 3, 5]],
    [{F, [?T(apply(orddict, F, [K, D])) || D <- Pairs, K <- [a, b, z]]} || F <- [fetch, find, is_key, erase, take]]
        ++ [?T(orddict:store(K, 9, D)) || D <- Pairs, K <- [a, b, z]] ++ [?T(orddict:append(K, 9, D)) || D <- [[]], K <- [a, b]]
        ++ [{F, [?T(apply(ordsets, F, [A, B])) || A <- Sets, B <- Sets]} || F <- [union, intersection, subtract, is_subset, is_disjoint]]
        ++ [{F, [?T(apply(ordsets, F, [E, S])) || E <- [1, 2, 9], S <- Sets]} || F <- [add_element, del_element, is_element]]
        ++ [{F, [?T(apply(proplists, F, [K, L])) || K <- [a, b, z], L <- [[], [a, {b, 1}, {b, 2}], [{a, 1, 2}, "x"]]]} ||
               F <- [get_value, get_all_values, get_bool, is_defined, lookup, lookup_all, delete]]
        ++ [?T(proplists:unfold([a, {b, 1}])), ?T(proplists:compact([{a, true}, {b, 1}])), ?T(proplists:substitute_aliases([{a, c}], [a, b])),
            ?T(proplists:split([a, b, {a, 1}], [a])), ?T(proplists:to_map([a, {b, 1}]))].

containers() ->
    Keys = [1, 5, 10, 11],
    T = gb_trees:from_orddict([{I, {I}} || I <- lists:seq(1, 10)]),
    S = gb_sets:from_list([3, 1, 4, 1, 5, 9, 2, 6]),
    D = dict:from_list([{I, I} || I <- lists:seq(1, 30)]),
    U = sets:from_list([1, 2, 3, 5, 8]),
    V = sets:from_list([1, 2, 3, 5, 8], [{version, 2}]),
    Q = lists:foldl(fun queue:in/2, queue:new(), [a, b, c]),
    A = array:from_list([a, b, c, d]),
    [{F, [?T(apply(gb_trees, F, [K, T])) || K <- Keys]} || F <- [lookup, get, is_defined, delete, delete_any]]
        ++ [?T(apply(gb_trees, F, [T])) || F <- [size, keys, values, smallest, largest, to_list, is_empty, balance]]
        ++ [?T(gb_trees:insert(K, x, T)) || K <- Keys] ++ [?T(gb_trees:enter(K, x, T)) || K <- Keys] ++ [?T(gb_trees:next(gb_trees:iterator(T)))]
        ++ [{F, [?T(gb_sets:to_list(apply(gb_sets, F, [K, S]))) || K <- Keys]} || F <- [add, delete, delete_any, insert]]
        ++ [?T(apply(gb_sets, F, [S])) || F <- [size, smallest, largest, to_list, is_empty, take_smallest]] ++ [?T(gb_sets:is_member(K, S)) || K <- Keys]
        ++ [?T(gb_sets:to_list(apply(gb_sets, F, [S, gb_sets:from_list([1, 7])]))) || F <- [union, intersection, subtract, difference]]
        ++ [{F, [?T(apply(dict, F, [K, D])) || K <- [1, 30, 31]]} || F <- [fetch, find, is_key]] ++ [?T(dict:size(D)), lists:sort(dict:to_list(dict:erase(1, D)))]
        ++ [lists:sort(dict:to_list(dict:map(fun(K, X) -> K * X end, D))), dict:fold(fun(K, X, Acc) -> K + X + Acc end, 0, D)]
        ++ [lists:sort(sets:to_list(apply(sets, F, [X, sets:from_list([3, 4])]))) || F <- [union, intersection, subtract], X <- [U]]
        ++ [lists:sort(sets:to_list(apply(sets, F, [V, sets:from_list([3, 4], [{version, 2}])]))) || F <- [union, intersection, subtract]]
        ++ [?T(sets:is_element(E, X)) || E <- [1, 4], X <- [U, V]] ++ [sets:size(X) || X <- [U, V]]
        ++ [?T(apply(queue, F, [Q])) || F <- [len, to_list, head, last, tail, drop, is_empty, reverse, peek, out, out_r, peek_r, init, liat]]
        ++ [?T(queue:split(N, Q)) || N <- [0, 2, 4]] ++ [?T(queue:filter(fun(X) -> X =/= b end, Q)), ?T(queue:join(Q, Q)), ?T(queue:member(b, Q))]
        ++ [?T(array:get(I, A)) || I <- [0, 3, 4, -1]] ++ [array:to_list(array:set(6, z, A)), array:size(A), array:to_orddict(A), array:sparse_to_list(array:reset(1, A))]
        ++ [array:foldl(fun(I, X, Acc) -> [{I, X} | Acc] end, [], A), array:to_list(array:resize(2, A)), array:is_fix(A), array:default(A)]
        ++ [sofs:to_external(sofs:union(sofs:set([1, 2]), sofs:set([2, 3]))), sofs:to_external(sofs:domain(sofs:relation([{1, a}, {2, b}]))),
            sofs:to_external(sofs:relation_to_family(sofs:relation([{1, a}, {1, b}, {2, c}]))), sofs:to_external(sofs:converse(sofs:relation([{1, a}, {2, b}]))),
            sofs:to_external(sofs:product(sofs:set([a]), sofs:set([1, 2]))), sofs:is_subset(sofs:set([a]), sofs:set([a, b])), sofs:to_external(sofs:difference(sofs:set([a, b]), sofs:set([b])))].

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
