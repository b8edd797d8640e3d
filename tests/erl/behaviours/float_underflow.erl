%% Floats too small become denormal and then zero, without an error.
-module(float_underflow).
-export([main/0]).

main() ->
    [F / 2.0 || F <- [2.2250738585072014e-308, 1.0e-320, 5.0e-324]] ++
    [id(1.0e-200) * id(1.0e-200), id(-1.0e-200) * id(1.0e-200) == 0, halve(1.0, 0)].

halve(F, N) when F == 0 -> N;
halve(F, N) -> halve(F / 2, N + 1).

id(X) -> X.
