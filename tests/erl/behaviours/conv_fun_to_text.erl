%% External funs and others as text.
-module(conv_fun_to_text).
-export([main/0]).

main() -> [erlang:fun_to_list(fun lists:map/2), erlang:fun_to_list(fun 'a b':'C'/0),
           hd(erlang:fun_to_list(fun() -> x end)), e(fun() -> erlang:fun_to_list(id(a)) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
