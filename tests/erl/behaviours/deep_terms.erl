%% Lists nested a million deep are built, copied to a process, hashed, and taken apart.
-module(deep_terms).
-export([main/0]).

main() ->
    D = nest(1000000, []),
    S = self(),
    P = spawn(fun() -> receive X -> S ! {depth(X, 0), X =:= nest(1000000, [])} end end),
    P ! D,
    {depth(D, 0), receive R -> R end, erlang:phash2(D), [D] =:= D, tuple(100000, x) =:= tuple(100000, x)}.

nest(0, X) -> X;
nest(N, X) -> nest(N - 1, [X]).

depth([], N) -> N;
depth([X], N) -> depth(X, N + 1).

tuple(0, X) -> X;
tuple(N, X) -> tuple(N - 1, {N, X}).
