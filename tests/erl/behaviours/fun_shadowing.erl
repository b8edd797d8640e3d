%% Variables in funs: those of the head are new, those of the body are the outer ones.
-module(fun_shadowing).
-export([main/0]).

main() ->
    X = id(1),
    F = fun(X) -> X * 10 end,
    G = fun(Y) -> X = Y, matched end,
    H = fun() -> Z = X + 1, fun(X) -> {X, Z} end end,
    [F(5), X, G(1), e(fun() -> G(2) end), (H())(9), [begin fun(X) -> X end end(A) || A <- [x, y]]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
