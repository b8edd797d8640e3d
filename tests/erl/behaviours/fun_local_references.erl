%% References to local functions as funs: names, arities, use in higher functions.
-module(fun_local_references).
-export([main/0]).

main() ->
    F = fun double/1,
    G = fun add/2,
    [F(4), lists:map(fun double/1, [1, 2]), lists:foldl(G, 0, [1, 2, 3]), is_function(F, 1), F =:= fun double/1,
     erlang:fun_info(G, arity), e(fun() -> F(id(a)) end), e(fun() -> G(id(1)) end), (pick(id(2)))(5)].

pick(1) -> fun double/1;
pick(2) -> fun(X) -> add(X, X * 100) end.

double(X) -> X * 2.

add(X, Y) -> X + Y.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
