%% fun_info of local and external funs, the parts that are the same everywhere.
-module(fun_info).
-export([main/0]).

main() ->
    X = id(1),
    F = fun(A, B) -> A + B + X end,
    E = fun lists:map/2,
    [erlang:fun_info(F, arity), erlang:fun_info(F, env), erlang:fun_info(F, type), erlang:fun_info(F, module),
     erlang:fun_info(F, name), erlang:fun_info(E, arity), erlang:fun_info(E, module), erlang:fun_info(E, name),
     erlang:fun_info(E, type), erlang:fun_info(E, env),
     erlang:fun_info(fun main/0, env), is_integer(element(2, erlang:fun_info(F, index)))] ++
    [e(fun() -> erlang:fun_info(id(A), id(I)) end) || {A, I} <- [{F, x}, {a, arity}, {F, 1}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
