%% apply in its forms, with modules, names and arguments known or not.
-module(call_apply).
-export([main/0]).
-export([f/0, f/1, f/2]).

main() ->
    M = id(?MODULE),
    N = id(f),
    A = id([1, 2]),
    [apply(M, N, A), apply(M, N, []), apply(M, N, [x]), M:N(), M:N(1), M:f(1, 2), ?MODULE:N(y), apply(fun f/2, A),
     apply(fun(X, Y) -> {Y, X} end, A), apply(erlang, '+', A), apply(id(lists), id(reverse), [A]),
     (id(erlang)):(id(abs))(-4), tail(M, N, A)].

f() -> zero.

f(X) -> {one, X}.

f(X, Y) -> {two, X, Y}.

tail(M, N, A) -> apply(M, N, A).

id(X) -> X.
