%% Collections with a deep stack: every frame's values live on.
-module(gc_deep_stack).
-export([main/0]).

main() -> {deep(50000), check(build(3000))}.

deep(0) -> 0;
deep(N) ->
    X = {N, [N]},
    S = deep(N - 1),
    {N, [N]} = X,
    S + element(1, X).

build(0) -> [];
build(N) -> A = <<N:32>>, T = build(N - 1), B = lists:seq(1, N rem 20), [{A, B, #{N => A}} | T].

check(L) -> lists:all(fun({<<N:32>> = A, B, M}) -> M =:= #{N => A} andalso length(B) =:= N rem 20 end, L).
