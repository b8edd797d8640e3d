%% Float arithmetic, alone and mixed with small and big integers.
-module(float_arithmetic).
-export([main/0]).

main() ->
    Floats = [0.5, -2.0, 1.0e10, 3.0e-5],
    Numbers = [1, -3, 0.25, 1 bsl 60, -(1 bsl 70)],
    [[{F + N, N + F, F - N, N - F, F * N, N * F, F / N, N / F} || N <- Numbers] || F <- Floats].
