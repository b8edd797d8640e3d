%% Factorials as a product of growing integers, divided back down again.
-module(int_factorials).
-export([main/0]).

main() ->
    F = fact(60),
    {[fact(N) || N <- [0, 1, 5, 19, 20, 21, 25, 30]], F, down(F, 60), F rem 61, F div fact(58)}.

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

down(F, 0) -> F;
down(F, N) -> 0 = F rem N, down(F div N, N - 1).
