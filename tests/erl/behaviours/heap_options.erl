%% What is set for heaps: of a process, of those it starts, of the system.
-module(heap_options).
-export([main/0]).

-define(ITEMS, [max_heap_size, min_heap_size, min_bin_vheap_size, fullsweep_after, message_queue_data]).

main() -> [started(), together(), flags(), system(), inherited(), back()].

%% What a process has that is started with an option.
started() ->
    Options = [{max_heap_size, 0}, {max_heap_size, 100}, {max_heap_size, 300}, {max_heap_size, 233}, {max_heap_size, 232},
        {max_heap_size, #{size => 1000, error_logger => false}}, {max_heap_size, #{size => 1000, kill => false}},
        {max_heap_size, #{size => 1000, foo => 1}}, {max_heap_size, #{kill => true}},
        {max_heap_size, #{size => 1000, include_shared_binaries => x}},
        {max_heap_size, #{size => 1000, include_shared_binaries => true}},
        {min_heap_size, 1000}, {min_heap_size, 0}, {min_heap_size, 233}, {min_heap_size, 234}, {min_heap_size, -1},
        {min_bin_vheap_size, 5}, {min_bin_vheap_size, 100000}, {fullsweep_after, 3}, {fullsweep_after, 1 bsl 30},
        {fullsweep_after, 65537}, {fullsweep_after, 0}, {message_queue_data, off_heap}, {message_queue_data, on_heap}],
    [{O, caught(fun() -> asked([O]) end)} || O <- Options].

%% The largest heap is not smaller than the least, whichever is told first.
together() ->
    Several = [[{min_heap_size, 1000}, {max_heap_size, 500}], [{max_heap_size, 500}, {min_heap_size, 1000}],
        [{max_heap_size, 5000}, {min_heap_size, 1000}], [{max_heap_size, 0}, {min_heap_size, 1000}],
        [{max_heap_size, 500}, {max_heap_size, 600}]],
    [caught(fun() -> asked(O) end) || O <- Several].

flags() ->
    Flags = [{min_heap_size, 1000}, {min_heap_size, 0}, {min_heap_size, -1}, {min_heap_size, a}, {min_bin_vheap_size, 5},
        {min_bin_vheap_size, 100000}, {min_bin_vheap_size, 0}, {fullsweep_after, 3}, {fullsweep_after, 1 bsl 30},
        {fullsweep_after, 65535}, {fullsweep_after, -1}, {fullsweep_after, 1 bsl 70}, {max_heap_size, -1},
        {max_heap_size, 100}, {max_heap_size, a}, {max_heap_size, #{}}, {max_heap_size, #{size => 100}},
        {max_heap_size, #{size => 100000, kill => x}}, {max_heap_size, 1 bsl 58}, {max_heap_size, 1 bsl 70},
        {max_heap_size, #{size => 1000000, error_logger => false}}, {max_heap_size, #{size => 2000000, kill => false}},
        {max_heap_size, #{size => 2000000, include_shared_binaries => true}}, {min_heap_size, 5000},
        {max_heap_size, 3000}, {max_heap_size, 0}, {min_heap_size, 0}, {message_queue_data, off_heap},
        {message_queue_data, foo}, {message_queue_data, on_heap}],
    [{F, caught(fun() -> process_flag(K, V) end), process_info(self(), K)} || {K, V} = F <- Flags].

system() ->
    Flags = [{min_heap_size, 1000}, {max_heap_size, 500}, {max_heap_size, 200000}, {min_heap_size, 3000},
        {min_heap_size, 0}, {max_heap_size, 0}, {min_bin_vheap_size, 100000}, {fullsweep_after, 5},
        {fullsweep_after, 65536}, {min_bin_vheap_size, 0}, {min_heap_size, -1}, {fullsweep_after, a}],
    [{F, caught(fun() -> erlang:system_flag(K, V) end), erlang:system_info(K), erlang:system_info(garbage_collection)}
        || {K, V} = F <- Flags].

%% From the system, and not from who starts a process.
inherited() ->
    erlang:system_flag(min_heap_size, 233),
    erlang:system_flag(min_bin_vheap_size, 46422),
    process_flag(max_heap_size, 100000000),
    process_flag(min_heap_size, 2000),
    First = asked([]),
    erlang:system_flag(max_heap_size, #{size => 2000000, kill => false, error_logger => false}),
    erlang:system_flag(fullsweep_after, 7),
    erlang:system_flag(min_heap_size, 500),
    Second = [asked(O) || O <- [[], [link], [{max_heap_size, 1000}], [{max_heap_size, #{size => 1000, kill => true}}],
        [{min_heap_size, 300}]]],
    Own = process_info(self(), ?ITEMS),
    {First, Second, Own, process_flag(max_heap_size, 3000000), process_info(self(), max_heap_size)}.

back() ->
    erlang:system_flag(max_heap_size, #{size => 0, kill => true, error_logger => true}),
    erlang:system_flag(fullsweep_after, 65535),
    erlang:system_flag(min_heap_size, 233),
    process_flag(max_heap_size, 0),
    process_flag(min_heap_size, 0),
    {erlang:system_info(garbage_collection), process_info(self(), ?ITEMS)}.

asked(Options) ->
    Pid = spawn_opt(fun() -> receive stop -> ok end end, Options),
    Told = process_info(Pid, ?ITEMS ++ [heap_size, total_heap_size, garbage_collection]),
    unlink(Pid),
    exit(Pid, kill),
    Told.

caught(Call) -> try Call() catch Class:Reason -> {Class, Reason} end.
