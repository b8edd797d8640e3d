%% Integer segments that cannot be made, with what the error tells.
-module(bin_integer_errors).
-export([main/0]).

main() ->
    [e(fun() -> <<(id(V)):8>> end) || V <- [a, 1.0, <<1>>, [], "a", {}]] ++
    [e(fun() -> <<1:(id(S))>> end) || S <- [-1, a, 1.0, -(1 bsl 70), []]] ++
    [e(fun() -> <<1:(id(S))/little-unit:8>> end) || S <- [-1, a]] ++
    [e(fun() -> <<(id(a)):(id(7))>> end), e(fun() -> <<1, (id(2)), (id(x)):16>> end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
