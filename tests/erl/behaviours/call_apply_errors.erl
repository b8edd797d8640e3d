%% apply with modules, names and argument lists that do not fit.
-module(call_apply_errors).
-export([main/0]).

main() ->
    [e(fun() -> apply(id(M), id(F), id(A)) end)
     || {M, F, A} <- [{no_such_module_here, f, [1]}, {?MODULE, no_such_function, []}, {?MODULE, e, [1]}, {1, f, []},
                      {lists, 2, []}, {lists, reverse, a}, {lists, reverse, [1 | 2]}, {lists, reverse, [a]},
                      {erlang, '+', [a, 1]}, {erlang, abs, []}, {"lists", reverse, [[]]},
                      {lists, reverse, lists:duplicate(256, x)}]] ++
    [e(fun() -> (id(no_such_module_here)):f(id(1)) end), e(fun() -> (id(5)):f() end),
     e(fun() -> lists:(id(zz))() end), e(fun() -> no_such_module_here:f(id(x)) end),
     e(fun() -> lists:no_such_function(id(1), 2) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
