%% Processes started with options.
-module(proc_spawn_options).
-export([main/0, told/2]).

main() -> [linked(), watched(), urgent(), tuned(), refused()].

told(To, What) -> To ! {told, What}.

linked() ->
    process_flag(trap_exit, true),
    Pid = spawn_opt(fun() -> exit(over) end, [link]),
    First = receive {'EXIT', Pid, Why} -> Why end,
    Other = spawn_opt(?MODULE, told, [self(), "what"], [link]),
    Second = receive {told, What} -> What end,
    receive {'EXIT', Other, normal} -> ok end,
    process_flag(trap_exit, false),
    {First, Second}.

watched() ->
    {A, M} = spawn_opt(fun() -> exit(over) end, [monitor]),
    First = receive {'DOWN', M, process, A, Why} -> Why end,
    {B, N} = spawn_opt(fun() -> receive {R, V} -> R ! {R, V} end end, [{monitor, [{tag, {ended, here}}, {alias, reply_demonitor}]}, link]),
    B ! {N, 5},
    Second = receive {N, V} -> V end,
    {C, O} = spawn_opt(?MODULE, told, [self(), x], [{monitor, [{tag, {ended, here}}]}]),
    receive {told, x} -> ok end,
    Third = receive {{ended, here}, O, process, C, How} -> How end,
    {First, Second, Third, receive Any -> Any after 20 -> nothing end}.

urgent() ->
    Pids = [spawn_opt(fun() -> receive {ask, To} -> To ! {self(), process_info(self(), priority)} end end, [{priority, P}]) || P <- [low, normal, high, max]],
    [begin Pid ! {ask, self()}, receive {Pid, Answer} -> Answer end end || Pid <- Pids].

tuned() ->
    Options = [{fullsweep_after, 3}, {min_heap_size, 1000}, {min_bin_vheap_size, 100}, {max_heap_size, 10000000}, {max_heap_size, 0},
        {max_heap_size, #{size => 0}}, {max_heap_size, #{size => 1000000, kill => true, error_logger => false}},
        {message_queue_data, off_heap}, {message_queue_data, on_heap}],
    Sums = [begin
                {Pid, M} = spawn_opt(fun() -> exit({sum, lists:sum(lists:seq(1, 1000))}) end, [Option, monitor]),
                receive {'DOWN', M, process, Pid, Reason} -> Reason end
            end || Option <- [[] | Options], Option =/= []],
    {Sums, is_pid(spawn_opt(fun() -> ok end, Options))}.

refused() ->
    Wrong = [foo, {foo, 1}, {priority, foo}, {fullsweep_after, -3}, {min_heap_size, -1}, {min_heap_size, a}, {min_bin_vheap_size, a}, {max_heap_size, 1},
        {max_heap_size, -1}, {max_heap_size, #{}}, {max_heap_size, #{size => -1}}, {max_heap_size, #{size => 100000, kill => 1}}, {message_queue_data, foo},
        {monitor, x}, {monitor, [{tag, a} | x]}, {monitor, [{alias, foo}]}, 1, {link, true}],
    Calls = [fun() -> spawn_opt(?MODULE, told, [self(), no], [Option]) end || Option <- Wrong]
        ++ [fun() -> spawn_opt(?MODULE, told, [self(), no], Options) end || Options <- [foo, [link | foo]]]
        ++ [fun() -> spawn_opt(M, F, A, []) end || {M, F, A} <- [{1, told, []}, {?MODULE, 2, []}, {?MODULE, told, [a | b]}, {?MODULE, told, x}]],
    Told = [try Call() catch Class:Reason:Trace -> {Class, Reason, place(Trace)} end || Call <- Calls],
    {Told, receive Any -> Any after 5 -> nothing end}.

place([{M, F, A, Info} | _]) -> {M, F, length(A), proplists:get_value(error_info, Info)}.
