%% A trace has at most eight calls.
-module(exc_stack_trace_depth).
-export([main/0]).

main() -> [t(N) || N <- [1, 5, 7, 8, 9, 100]].

t(N) -> try f(N) catch error:deep:S -> {N, length(S) =< 9, [A || {?MODULE, f, A, _} <- S]} end.

f(0) -> error(deep);
f(N) -> [f(N - 1)].
