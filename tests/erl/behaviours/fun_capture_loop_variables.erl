%% Each fun made in a loop or comprehension has the values of its own round.
-module(fun_capture_loop_variables).
-export([main/0]).

main() ->
    Fs = [{N, fun() -> N * 10 end} || N <- [1, 2, 3]],
    Gs = make(3, []),
    {[F() || {_, F} <- Fs], [G(x) || G <- Gs], [H(1) || H <- [fun(X) -> X + A + B end || A <- [10, 20], B <- [1, 2]]]}.

make(0, L) -> L;
make(N, L) -> M = N * N, make(N - 1, [fun(X) -> {X, N, M, length(L)} end | L]).
