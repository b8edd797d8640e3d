%% What is loaded and exported.
-module(code_questions).
-export([main/0, shown/2]).

main() ->
    [erlang:module_loaded(?MODULE), erlang:module_loaded(no_such_module), erlang:module_loaded(lists),
     erlang:function_exported(?MODULE, shown, 2), erlang:function_exported(?MODULE, shown, 3), erlang:function_exported(?MODULE, hidden, 0),
     erlang:function_exported(erlang, self, 0), erlang:function_exported(no_such_module, f, 1),
     erlang:is_builtin(erlang, self, 0), erlang:is_builtin(lists, map, 2), erlang:is_builtin(lists, reverse, 2),
     [lists:member(Module, erlang:loaded()) || Module <- [?MODULE, lists, no_such_module]],
     code:ensure_loaded(lists), code:ensure_loaded(no_such_module), code:ensure_modules_loaded([lists, maps]),
     code:ensure_modules_loaded([lists, no_such_module]),
     [try F() catch error:E -> E end || F <- [fun() -> erlang:module_loaded(id("lists")) end, fun() -> erlang:function_exported(id(1), f, 1) end,
                                             fun() -> erlang:function_exported(lists, map, id(x)) end, fun() -> erlang:is_builtin(lists, map, id(-1)) end]],
     erlang:fun_info_mfa(fun ?MODULE:shown/2), erlang:fun_info_mfa(id(fun hidden/0)), hidden()].

shown(A, B) -> {A, B}.

hidden() -> {try no_such_module:f(1) catch error:E:S -> {E, hd(S)} end, try ?MODULE:nothing() catch error:E2:S2 -> {E2, hd(S2)} end}.

id(X) -> X.
