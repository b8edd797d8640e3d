%% A search through nested data that leaves by a throw when it has found something.
-module(exc_throw_from_deep_data).
-export([main/0]).

main() -> [find(3, [1, [2, {3, x}], 4]), find(9, [1, [2, {3, x}]]), find(x, {[], #{k => [a, {x}]}}), find([], []),
           find(z, [[], [[[z]]]])].

find(W, T) -> try walk(W, T, []), none catch throw:{found, P} -> {found, lists:reverse(P)} end.

walk(W, W, P) -> throw({found, P});
walk(W, L, P) when is_list(L) -> walk_list(W, L, 1, [list | P]);
walk(W, T, P) when is_tuple(T) -> walk_list(W, tuple_to_list(T), 1, [tuple | P]);
walk(W, M, P) when is_map(M) -> walk_list(W, maps:values(M), 1, [map | P]);
walk(_, _, _) -> ok.

walk_list(W, [X | Xs], N, P) -> walk(W, X, [N | P]), walk_list(W, Xs, N + 1, P);
walk_list(_, [], _, _) -> ok.
