%% Collatz sequences: tests of the lowest bit and steps up and down.
-module(int_collatz).
-export([main/0]).

main() ->
    [steps(N, 0, N) || N <- [1, 2, 3, 7, 27, 97, 871, 1 bsl 59 - 1, 1 bsl 61 - 1]].

steps(1, Steps, Top) -> {Steps, Top};
steps(N, Steps, Top) when N band 1 =:= 0 -> steps(N bsr 1, Steps + 1, Top);
steps(N, Steps, Top) -> M = 3 * N + 1, steps(M, Steps + 1, max(M, Top)).
