%% An exception raised again with erlang:raise keeps its class, reason and trace.
-module(exc_rethrow).
-export([main/0]).

main() ->
    try outer(id(0)) catch C:R:S -> {C, R, [{M, F, A} || {M, F, A, _} <- S, M =:= ?MODULE orelse M =:= erlang]} end.

outer(X) -> Y = middle(X), {outer, Y}.

middle(X) ->
    try inner(X) of
        V -> V
    catch
        error:R:S -> erlang:raise(error, {wrapped, R}, S)
    end.

inner(X) -> Y = 1 div X, {inner, Y}.

id(X) -> X.
