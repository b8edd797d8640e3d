%% Funs called with the wrong number of arguments, and what is no fun called.
-module(fun_arity_errors).
-export([main/0]).

main() ->
    F0 = id(fun() -> zero end),
    F1 = id(fun(X) -> X end),
    E = id(fun lists:reverse/1),
    [e(fun() -> F0(1) end), e(fun() -> F1() end), e(fun() -> F1(1, [2]) end), e(fun() -> E() end),
     e(fun() -> E([1], 2, 3) end), e(fun() -> (id(a))() end), e(fun() -> (id(5))(1) end),
     e(fun() -> (id({m, f}))(1) end), e(fun() -> (id([]))(1, 2) end),
     e(fun() -> apply(F1, id([1, 2])) end), e(fun() -> apply(id(x), [1]) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
