%% function_clause tells the arguments in the trace.
-module(clause_function_clause).
-export([main/0]).
-export([f/1, g/3, h/2]).

main() -> [e(fun() -> f(id(x)) end), e(fun() -> g(id(1), id({a, b}), id(<<"c">>)) end),
           e(fun() -> h(id([]), id([])) end), e(fun() -> ?MODULE:f(id([1 | 2])) end),
           e(fun() -> apply(?MODULE, g, id([a, b, c])) end), e(fun() -> lists:map(id(a), id(b)) end)].

f(1) -> one;
f({_}) -> tuple.

g(X, X, _) -> same;
g(_, {_}, _) -> tuple.

h([X | _], Y) when X > Y -> X;
h([], [Y | _]) -> Y.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
