%% Floats in guards: arithmetic that fails there makes the guard false.
-module(float_guards).
-export([main/0]).

main() ->
    [[g1(X), g2(X), g3(X)] || X <- [1.0, 2, 0, 0.0, 1.0e308, a, -1.5, 1 bsl 2000]].

g1(X) when X / 2 > 0.4 -> yes;
g1(_) -> no.

g2(X) when 1.0 / X < 2.0 -> yes;
g2(_) -> no.

g3(X) when X * 10.0 > 1.0; X < 0 -> yes;
g3(_) -> no.
