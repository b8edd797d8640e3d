%% Named funs call themselves.
%% but: 25 (adding a literal fails there without telling the operator)
-module(fun_named).
-export([main/0]).

main() ->
    F = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end,
    K = id(10),
    G = fun Loop([], A) -> {A, K}; Loop([X | T], A) -> Loop(T, X + A) end,
    H = fun Self(X) -> {Self, X} end,
    {Me, 1} = H(1),
    [F(20), F(25), G([1, 2, 3], 0), Me =:= H, element(2, Me(2)), e(fun() -> F(id(a)) end),
     (fun Down(0) -> done; Down(N) -> Down(N - 1) end)(100000)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
