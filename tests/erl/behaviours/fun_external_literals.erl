%% External funs of functions there and missing, compared, tested and called.
-module(fun_external_literals).
-export([main/0]).

main() ->
    F = fun lists:reverse/1,
    G = fun no_such_module_at_all:f/2,
    H = fun lists:no_such_function/0,
    I = id(fun erlang:abs/1),
    [F([1, 2]), I(-3), e(fun() -> G(1, 2) end), e(fun() -> H() end), F =:= fun lists:reverse/1, F =/= G,
     is_function(G), is_function(G, 2), is_function(G, 1), e(fun() -> F(id(a)) end), e(fun() -> I(id(x)) end),
     lists:map(fun erlang:length/1, ["", "ab"])].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
