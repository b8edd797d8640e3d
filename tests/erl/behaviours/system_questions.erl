%% Items of the system that are the same wherever this runs, and items that there are not.
-module(system_questions).
-export([main/0]).

main() ->
    Items = [machine, wordsize, {wordsize, internal}, {wordsize, external}, endian, heap_type, process_limit, atom_limit,
             context_reductions, min_heap_size, fullsweep_after, message_queue_data, modified_timing_level, compat, no_such_item, {wordsize, x}, 1, "machine"],
    [[{Item, try erlang:system_info(Item) catch error:E -> E end} || Item <- lists:delete(process_limit, Items)],
     [is_integer(erlang:system_info(Item)) || Item <- [process_limit, process_count, atom_count, schedulers, schedulers_online]],
     [is_list(erlang:system_info(Item)) || Item <- [otp_release, version, system_architecture, nif_version, driver_version]],
     os:type(), node(self()), node(make_ref()), nodes(), nodes(this), nodes([this, visible]), lists:member(node(), nodes(known)),
     [try F() catch error:E -> E end || F <- [fun() -> node(id(a)) end, fun() -> nodes(id(nobody)) end, fun() -> nodes(id([this | x])) end]],
     erlang:dt_spread_tag(true), erlang:dt_get_tag(), erlang:dt_put_tag(<<"x">>), erlang:dt_prepend_vm_tag_data([a]), erlang:dt_append_vm_tag_data([a]),
     [put(K, V) || {K, V} <- [{a, 1}, {b, 2}, {c, 1}, {d, 1.0}]], lists:sort(get_keys(1)), get_keys(3),
     [try erlang:bump_reductions(N) catch error:E -> E end || N <- [0, 1, 1 bsl 70, -1, a]]].

id(X) -> X.
