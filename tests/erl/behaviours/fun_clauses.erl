%% Funs with clauses and guards; function_clause in a fun.
-module(fun_clauses).
-export([main/0]).

main() ->
    Y = id(3),
    F = fun(X) when X > Y -> more; (X) when X =:= Y -> same; ([_ | _]) -> list; (a) -> atom end,
    G = fun(<<A, _/binary>>, #{k := A}) -> A; (_, {T}) when T > 1 -> T end,
    [F(4), F(3), e(fun() -> F(1) end), F(id(b)), F([1]), F(<<>>), G(<<1, 2>>, #{k => 1}),
     e(fun() -> G(<<1, 2>>, #{k => 2}) end), G(x, {2}), e(fun() -> G(x, {0}) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
