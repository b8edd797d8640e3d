%% A chain of closures, each holding the one before, lives on.
-module(gc_closures).
-export([main/0]).

main() ->
    F = chain(10000, fun(X) -> X end),
    erlang:garbage_collect(),
    {F(0), (chain(10, fun(X) -> X * 2 end))(1)}.

chain(0, F) -> F;
chain(N, F) -> chain(N - 1, fun(X) -> F(X + 1) end).
