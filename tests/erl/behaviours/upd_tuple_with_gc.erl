%% Tuples updated in chains while collections run, with large new elements.
-module(upd_tuple_with_gc).
-export([main/0]).

main() -> {chain({a, b, c, d, e, f}, 2000, 0), final(chain2({1, 2, 3}, 500))}.

chain(T, 0, S) -> {tuple_size(T), S};
chain(T, N, S) ->
    T1 = setelement(1, T, lists:seq(1, N rem 50)),
    T2 = setelement(6, T1, list_to_binary(lists:duplicate(100, N rem 256))),
    T3 = setelement(3, T2, {T1, N}),
    chain(setelement(3, T3, c), N - 1, S + length(element(1, T2)) + byte_size(element(6, T3)) rem 7).

chain2(T, 0) -> T;
chain2(T, N) -> chain2(setelement(2, setelement(1, T, {N, T}), N), N - 1).

final({{N, {{M, _}, K, _}}, L, X}) -> {N, M, K, L, X}.
