%% Generators that are no lists, improper ones, and filters that are no Booleans.
%% but: 25 (adding a literal fails there without telling the operator)
-module(compr_errors).
-export([main/0]).

main() ->
    [e(fun() -> [X || X <- id(L)] end) || L <- [a, 1, {}, <<>>, [1 | 2], [a, b | c], #{}]] ++
        [e(fun() -> [X || X <- [1], id(B)] end) || B <- [a, 1, [], "true"]] ++
        [e(fun() -> [X || X <- [1, a], X + 1 > 0] end), e(fun() -> [X || X <- [1, a], hd(X)] end),
         e(fun() -> [X + id(a) || X <- [1]] end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
