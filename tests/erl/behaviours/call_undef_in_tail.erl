%% Undefined functions called last leave the caller out of the trace.
-module(call_undef_in_tail).
-export([main/0]).
-export([f/1, g/1, h/1]).

main() -> [t(fun() -> f(id(1)) end), t(fun() -> g(id(2)) end), t(fun() -> h(id(3)) end)].

f(X) -> no_such_module_here:a(X).

g(X) -> {no_such_module_here:b(X)}.

h(X) -> (id(lists)):no_such_function(X, X).

t(F) ->
    try F() catch C:R:S -> {C, R, [{M, N, A} || {M, N, A, _} <- S, M =/= behaviour]} end.

id(X) -> X.
