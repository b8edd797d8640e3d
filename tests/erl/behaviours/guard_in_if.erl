%% if with guards only; no branch is if_clause.
-module(guard_in_if).
-export([main/0]).

main() -> [f(X) || X <- [1, -1, 0, a, [], {1}]] ++ [e(fun() -> g(id(X)) end) || X <- [1, 2, a]].

f(X) ->
    if
        X > 0, is_integer(X) -> positive;
        X < 0 -> negative;
        X == 0; X == [] -> nothing;
        element(1, X) =:= 1 -> tuple;
        true -> other
    end.

g(X) ->
    if
        X =:= 1 -> one;
        hd(X) -> never
    end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
