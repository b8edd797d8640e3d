%% process_info/1 and /2: all items of this process and of another that do not depend on the run.
-module(process_info_items).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    self() ! hello,
    self() ! {b, [1]},
    put(k, v),
    P = spawn(fun() -> put(key, {1, "value"}), receive stop -> ok end end),
    link(P),
    monitor(process, P),
    P ! {message, [1, 2]},
    wait(P),
    Items = [async, binary, error_handler, fullsweep_after, last_calls, message_queue_data, message_queue_len,
             messages, min_bin_vheap_size, min_heap_size, priority, registered_name, sequential_trace_token, status, suspending,
             trace, trap_exit, dictionary, monitors, foo, {foo, 1}, 1, []],
    Sizes = [catchlevel, heap_size, total_heap_size, stack_size, memory, reductions],
    [[{I, e([self(), I]), e([P, I])} || I <- Items],
     [is_integer(element(2, process_info(Q, I))) || Q <- [self(), P], I <- Sizes],
     [[{K, is_integer(V)} || {K, V} <- element(2, process_info(Q, garbage_collection_info))] || Q <- [self(), P]],
     [K || {K, _} <- element(2, process_info(self(), garbage_collection))],
     [K || {K, _} <- process_info(self())], [K || {K, _} <- process_info(P)],
     lists:member(P, element(2, process_info(self(), links))), process_info(P, links) =:= {links, [self()]},
     process_info(P, monitored_by) =:= {monitored_by, [self()]}, process_info(self(), monitors) =:= {monitors, [{process, P}]},
     process_info(P, initial_call), process_info(P, parent) =:= {parent, self()}, process_info(self(), group_leader) =:= {group_leader, group_leader()},
     process_info(self(), [registered_name, status]), element(1, element(2, process_info(self(), current_function))),
     element(1, element(2, process_info(self(), current_location))),
     [e(A) || A <- [[a, links], [self(), [foo]], [self(), [links | a]], [self(), []], [a], [a, []]]],
     ended(P)].

wait(P) ->
    case process_info(P, [message_queue_len, status]) of
        [{message_queue_len, 1}, {status, waiting}] -> ok;
        _ -> erlang:yield(), wait(P)
    end.

ended(P) ->
    unlink(P),
    exit(P, kill),
    receive {'DOWN', _, process, P, _} -> ok end,
    [e([P, links]), e([P, foo]), e([P, []]), e([P])].

e(A) ->
    try
        apply(erlang, process_info, A)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
