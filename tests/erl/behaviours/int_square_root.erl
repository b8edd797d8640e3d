%% Integer square roots by Newton's method on big integers.
-module(int_square_root).
-export([main/0]).

main() ->
    [root(N) || N <- [0, 1, 2, 3, 4, 99, 100, 1 bsl 59, 1 bsl 64, 1 bsl 127, (1 bsl 200) - 1]].

root(0) -> {0, 0};
root(N) -> root(N, N).

root(N, X) ->
    case (X + N div X) bsr 1 of
        Y when Y >= X -> {X, N - X * X};
        Y -> root(N, Y)
    end.
