%% Code compiled without the optimisations of SSA form.
%% options: [no_ssa_opt]
-module(opt_no_ssa_opt).
-export([main/0]).

main() -> [loop(100, []), bin(<<"abcabc">>), app(<<"x">>, 5), c(3), c(x), fl(1.5, 2),
           try c({}) catch E:R -> {E, R} end, recv(), [{X, Y} || X <- [1, 2], Y <- [X, a], X =/= Y],
           (fun(A) -> A + c(3) end)(1)].

loop(0, L) -> length(L);
loop(N, L) -> loop(N - 1, [N, {N} | L]).

bin(<<"abc", R/binary>>) -> {abc, bin(R)};
bin(<<>>) -> done.

app(B, 0) -> B;
app(B, N) -> app(<<B/binary, N>>, N - 1).

c(X) when is_integer(X), X > 2; X =:= x -> case X of 3 -> 30; x -> 40 end.

fl(A, B) -> (A * B + 0.5) / (A - 0.25).

recv() -> R = make_ref(), self() ! {R, m}, receive {R, M} -> M end.
