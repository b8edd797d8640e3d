%% Terms nested a million deep compare and are found equal.
-module(order_deep).
-export([main/0]).

main() ->
    A = nest(1000000, x),
    B = nest(1000000, x),
    C = nest(1000000, y),
    [A == B, A =:= B, A == C, A < C, C < A, A =/= C, [A] =:= [B], {B, 1} < {C, 0}].

nest(0, X) -> X;
nest(N, X) -> nest(N - 1, [X]).
