%% Messages that wait are kept over collections, large ones too.
-module(gc_messages).
-export([main/0]).

main() ->
    [self() ! {n, I, lists:duplicate(I rem 50, I), <<I:800>>} || I <- lists:seq(1, 500)],
    garbage(50000),
    erlang:garbage_collect(),
    L = [receive {n, I, X, B} -> {I, length(X), B =:= <<I:800>>} end || I <- lists:seq(500, 1, -1)],
    {length(L), lists:all(fun({I, N, Same}) -> N =:= I rem 50 andalso Same end, L),
     receive Y -> Y after 0 -> empty end}.

garbage(0) -> ok;
garbage(N) -> _ = id({N, [N], N * 1.0}), garbage(N - 1).

id(X) -> X.
