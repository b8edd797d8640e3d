%% Lists built by body recursion and by accumulation, with garbage between.
-module(list_build_both_ways).
-export([main/0]).

main() ->
    N = 50000,
    A = body(1, N),
    B = lists:reverse(acc(1, N, [])),
    {A =:= B, length(A), lists:sum(A), A =:= [{X} || {X} <- [{Y} || Y <- []]], lists:nth(25000, B)}.

body(I, N) when I > N -> [];
body(I, N) -> _ = {I, [I]}, [I * 2 | body(I + 1, N)].

acc(I, N, L) when I > N -> L;
acc(I, N, L) -> acc(I + 1, N, [I * 2 | L]).
