%% Tuples of tuples as a two-dimensional array.
-module(tuple_as_array).
-export([main/0]).

main() ->
    M = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}},
    T = transpose(M),
    {T, transpose(T) =:= M, set(2, 2, x, M), mul(M, M), e(fun() -> set(4, 1, x, M) end), e(fun() -> get(1, 4, M) end)}.

get(R, C, M) -> element(C, element(R, M)).

set(R, C, X, M) -> setelement(R, M, setelement(C, element(R, M), X)).

transpose(M) -> list_to_tuple([list_to_tuple([get(R, C, M) || R <- lists:seq(1, tuple_size(M))])
                               || C <- lists:seq(1, 3)]).

mul(A, B) -> [[lists:sum([get(R, K, A) * get(K, C, B) || K <- [1, 2, 3]]) || C <- [1, 2, 3]] || R <- [1, 2, 3]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.
