%% Errors inside funs name the fun and its line.
-module(fun_errors_inside).
-export([main/0]).

main() ->
    Z = id(0),
    [e(fun() -> 1 / Z end), e(fun() -> hd(Z) end), e(fun() -> {a, _} = id(Z) end),
     e(fun() -> (fun() -> exit({deep, Z}) end)() end), e(fun() -> case Z of 1 -> x end end),
     e(fun() -> if Z =:= 1 -> x end end), e(fun() -> throw(Z) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
