%% All items of the system: the values of those that depend on the release alone, the kinds of the others.
-module(system_items).
-export([main/0]).

main() ->
    Exact = [atom_limit, build_type, compat_rel, context_reductions, {cpu_topology, defined}, {cpu_topology, foo}, creation, debug_compiled, delayed_node_table_gc, dist, dist_buf_busy_limit, dist_ctrl, driver_version, dynamic_trace, dynamic_trace_probes, eager_check_io, emu_type, endian, ets_limit, ets_realloc_moves, fullsweep_after, garbage_collection, halt_flush_timeout, async_dist, heap_sizes, heap_type, hipe_architecture, lock_checking, lock_counting, machine, max_heap_size, message_queue_data, min_bin_vheap_size, min_heap_size, modified_timing_level, multi_scheduling_blockers, normal_multi_scheduling_blockers, nif_version, os_type, otp_release, port_limit, port_parallelism, scheduler_bind_type, sequential_tracer, smp_support, system_architecture, thread_pool_size, threads, time_correction, time_offset, time_warp_mode, tolerant_timeofday, trace_control_word, update_cpu_info, wordsize, {allocator, foo}, {allocator_sizes, foo}, {a, b, c}, elib_malloc, memory, procs_x, "x", {1, 2}, valgrind, nodes],
    Others = [alloc_util_allocators, allocated_areas, allocator, atom_count, c_compiler_used, check_io, cpu_topology, dirty_cpu_schedulers, end_time, ets_count, info, loaded, logical_processors, os_monotonic_time_source, os_system_time_source, os_version, outstanding_system_requests_limit, port_count, process_count, procs, run_queues, scheduler_bindings, scheduler_id, schedulers, schedulers_active, schedulers_online, schedulers_state, all_schedulers_state, snifs, start_time, system_version],
    [[{I, try erlang:system_info(I) catch C:E -> {C, E} end} || I <- Exact],
     [{I, kind(erlang:system_info(I))} || I <- Others -- [cpu_topology]]].

kind(X) when is_integer(X) -> integer;
kind(X) when is_binary(X) -> binary;
kind(X) when is_list(X) -> list;
kind(X) when is_tuple(X) -> tuple.
