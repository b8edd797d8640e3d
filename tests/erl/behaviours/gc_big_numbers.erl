%% Big integers and floats among garbage.
-module(gc_big_numbers).
-export([main/0]).

main() ->
    F = fact(200, 1),
    P = lists:foldl(fun(I, A) -> _ = id([A, I]), (A * 31 + I) rem (1 bsl 127 - 1) end, 7, lists:seq(1, 20000)),
    G = lists:foldl(fun(I, A) -> _ = id({A}), A * 0.999 + I end, 0.0, lists:seq(1, 20000)),
    {F rem (1 bsl 61 - 1), P, G, length(integer_to_list(F))}.

fact(0, A) -> A;
fact(N, A) -> fact(N - 1, A * N).

id(X) -> X.
