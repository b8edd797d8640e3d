%% process_info of what does not depend on the run.
-module(proc_info).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    self() ! a, self() ! {b, 1},
    put(k, v),
    P = spawn(fun() -> receive stop -> ok end end),
    link(P),
    R = monitor(process, P),
    [process_info(self(), trap_exit), process_info(self(), message_queue_len), process_info(self(), messages), process_info(self(), registered_name), process_info(self(), links) =:= {links, [P]}, process_info(self(), dictionary), process_info(self(), monitors) =:= {monitors, [{process, P}]},
     process_info(P, registered_name), process_info(P, monitored_by) =:= {monitored_by, [self()]}, is_reference(R), process_info(self(), [trap_exit, priority]), e(fun() -> process_info(self(), id(no_item)) end), e(fun() -> process_info(id(a), links) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
