%% A throw whose trace nobody wants, which the compiler makes a raise with an empty one, through handlers of others.
-module(exc_throw_without_trace).
-export([main/0]).

main() ->
    [outer(fun() -> inner(fun() -> limit(N) end) end) || N <- [1, -1, -2]] ++
    [outer(fun() -> inner(fun() -> erlang:raise(Class, reason, []) end) end) || Class <- [throw, error, exit]] ++
    [(catch inner(fun() -> limit(-1) end)), (catch inner(fun() -> erlang:raise(exit, r, []) end))].

inner(F) ->
    try F() of
        X -> {ok, X}
    catch
        {conflict, _, _} -> conflict;
        {invalid, _} -> invalid
    end.

outer(F) ->
    try
        F()
    catch
        throw:Reason -> {thrown, Reason};
        Class:Reason:Trace -> {Class, Reason, Trace}
    end.

limit(N) when N < -1 -> failed({invalid, N});
limit(N) when N < 0 -> failed({bad, N});
limit(N) -> N.

failed(Reason) -> throw(Reason).
