%% Matrices as lists of lists: product, transposition, determinant.
-module(list_matrix).
-export([main/0]).

main() ->
    A = [[1, 2], [3, 4]],
    B = [[2, 0, 1], [1, 3, 2], [1, 1, 1 bsl 60]],
    [mul(A, A), tr([[1, 2, 3], [4, 5, 6]]), det(A), det(B), pow(A, 20), e(fun() -> tr(id([[1], []])) end)].

tr([[] | _]) -> [];
tr(M) -> [[hd(R) || R <- M] | tr([tl(R) || R <- M])].

mul(A, B) -> C = tr(B), [[lists:sum(lists:zipwith(fun(X, Y) -> X * Y end, R, K)) || K <- C] || R <- A].

det([[X]]) -> X;
det([Row | Rows]) -> det(Row, Rows, 1, 1, 0).

det([], _, _, _, S) -> S;
det([X | Xs], Rows, I, Sign, S) -> det(Xs, Rows, I + 1, -Sign, S + Sign * X * det([drop(I, R) || R <- Rows])).

drop(I, L) -> {A, [_ | B]} = lists:split(I - 1, L), A ++ B.

pow(M, 1) -> M;
pow(M, N) when N rem 2 =:= 0 -> pow(mul(M, M), N div 2);
pow(M, N) -> mul(M, pow(M, N - 1)).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
