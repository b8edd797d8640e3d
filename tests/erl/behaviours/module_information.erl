%% What modules tell of themselves.
-module(module_information).
-export([main/0, f/1]).
-author(someone).
-vsn([1, 2]).

main() ->
    Info = ?MODULE:module_info(),
    Exports = lists:sort(?MODULE:module_info(exports)),
    [[Key || {Key, _} <- Info], lists:sort(proplists:get_value(exports, Info)) =:= Exports, Exports, lists:keyfind(author, 1, ?MODULE:module_info(attributes)), ?MODULE:module_info(module),
     is_binary(?MODULE:module_info(md5)), is_list(?MODULE:module_info(compile)), lists:member({g, 0}, ?MODULE:module_info(functions)), ?MODULE:module_info(nifs),
     [Key || {Key, _} <- erlang:get_module_info(?MODULE)], lists:member({map, 2}, lists:module_info(exports)), lists:member({reverse, 2}, lists:module_info(exports)),
     [try F() catch error:E -> E end || F <- [fun() -> ?MODULE:module_info(x) end, fun() -> erlang:get_module_info(no_such_module) end]],
     try init:get_argument(no_such_flag) catch error:E -> E end, is_list(init:get_arguments()), init:get_plain_arguments(), g()].

f(X) -> X.

g() -> ok.
