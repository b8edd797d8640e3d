%% Floats accumulated in a loop, with garbage along the way.
-module(float_loop).
-export([main/0]).

main() ->
    {sum(10000, 0.0), harmonic(1000, 0.0), newton(2.0, 1.0, 8), pi(2000, 0.0, 1.0, 1.0)}.

sum(0, S) -> S;
sum(N, S) -> sum(N - 1, S + N * 0.1).

harmonic(0, S) -> S;
harmonic(N, S) -> harmonic(N - 1, S + 1 / N).

newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).

pi(0, S, _, _) -> 4 * S;
pi(N, S, D, Sign) -> pi(N - 1, S + Sign / D, D + 2.0, -Sign).
