%% round, trunc, floor and ceil leave integers alone and refuse what is no number.
-module(float_round_integers).
-export([main/0]).

main() ->
    [{round(id(N)), trunc(id(N)), floor(id(N)), ceil(id(N))} || N <- [0, 5, -5, 1 bsl 59, -(1 bsl 80)]] ++
    [[e(fun() -> round(id(X)) end), e(fun() -> trunc(id(X)) end), e(fun() -> floor(id(X)) end),
      e(fun() -> ceil(id(X)) end)]
     || X <- [a, "1.0", {}, <<>>]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
