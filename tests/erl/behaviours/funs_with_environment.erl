%% Funs close over variables of every kind.
-module(funs_with_environment).
-export([main/0]).

main() ->
    Adders = [adder(N) || N <- [1, 1 bsl 70, 2.5]],
    Pair = {make(a, [b]), make(<<1, 2>>, #{k => v})},
    [[F(10) || F <- Adders], (element(1, Pair))(), (element(2, Pair))(), nested(1)].

adder(N) -> fun(X) -> X + N end.

make(A, B) -> fun() -> {A, B} end.

nested(A) ->
    F = fun(B) -> fun(C) -> [A, B, C] end end,
    (F(2))(3).
