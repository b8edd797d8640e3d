%% External funs: of modules loaded, of functions missing, of modules missing.
-module(fun_external).
-export([main/0]).

main() ->
    F = fun lists:reverse/1,
    G = fun no_such_module_at_all:f/2,
    H = fun lists:no_such_function/0,
    I = id(fun erlang:abs/1),
    M = id(lists),
    N = id(last),
    K = fun M:N/1,
    [F([1, 2]), I(-3), K([a, b]), e(fun() -> G(1, 2) end), e(fun() -> H() end), F =:= fun lists:reverse/1, is_function(G), is_function(G, 2), is_function(G, 1), e(fun() -> A = id(300), fun M:N/A end), e(fun() -> X = id("a"), fun X:b/1 end), e(fun() -> A = id(z), fun M:N/A end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
