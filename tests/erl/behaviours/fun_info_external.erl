%% What there is to know of an external fun, item by item, and what is no item.
-module(fun_info_external).
-export([main/0]).

main() ->
    F = fun lists:map/2,
    Items = [type, env, arity, name, uniq, index, new_uniq, new_index, module, pid, refc, thing],
    [[try erlang:fun_info(F, I) catch C:R -> {C, R} end || I <- Items], erlang:fun_info(F)].
