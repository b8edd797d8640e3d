%% The stack trace tells functions and lines of the calls not yet left.
-module(exc_stack_trace).
-export([main/0]).

main() -> [t(F) || F <- [fun() -> a(id(1)) end, fun() -> b(id(1)) end, fun() -> c(id(1)) end, fun() -> d(id([])) end]].

a(X) ->
    Y = b(X),
    {a, Y}.

b(X) ->
    c(X).

c(X) ->
    [d(X), x].

d(X) ->
    {ok, hd(X)}.

t(F) ->
    try F()
    catch C:R:S -> {C, R, [Call || {M, _, _, _} = Call <- S, M =/= behaviour]}
    end.

id(X) -> X.
