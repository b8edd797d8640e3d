%% is_function/1 and /2, with arities of every kind.
-module(fun_is_function).
-export([main/0]).

main() ->
    F = fun(_, _) -> ok end,
    [{is_function(id(X)), g(X)} || X <- [F, fun lists:map/2, a, {m, f}, [], fun() -> ok end]] ++
        [is_function(F, id(N)) || N <- [0, 1, 2, 3, 255, 256, 1 bsl 70]] ++
        [e(fun() -> is_function(id(X), id(N)) end) || {X, N} <- [{F, -1}, {F, a}, {F, 2.0}, {a, -1}, {a, 2},
            {F, -(1 bsl 70)}]].

g(X) when is_function(X, 2) -> two;
g(X) when is_function(X, 0) -> zero;
g(X) when is_function(X) -> fun_of_other_arity;
g(_) -> no.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
