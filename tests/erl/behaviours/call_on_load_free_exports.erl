%% module_info and exports of a module as seen by itself.
-module(call_on_load_free_exports).
-export([main/0]).
-export([a/0, b/2]).

main() -> [lists:sort(?MODULE:module_info(exports)), ?MODULE:module_info(module), erlang:function_exported(?MODULE, a, 0), erlang:function_exported(?MODULE, a, 1), a(), b(1, 2), is_list(?MODULE:module_info(attributes))].

a() -> ok.

b(X, Y) -> {X, Y}.
