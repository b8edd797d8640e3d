%% What is known of processes.
-module(process_questions).
-export([main/0]).

main() ->
    Self = self(),
    Pid = spawn(fun() -> receive stop -> ok end end),
    register(asked, Pid),
    Items = [registered_name, status, links, trap_exit, priority, message_queue_len],
    erlang:yield(),
    Known = [process_info(Pid, Item) || Item <- Items] ++ [process_info(Self, current_function), process_info(Pid, Items)],
    Found = [lists:member(P, processes()) || P <- [Self, Pid]],
    Pid ! stop,
    Asked = [try process_info(X, Y) catch error:E -> E end || {X, Y} <- [{Self, nothing}, {a, links}, {Self, 1}]],
    {Known, Found, Asked, apply(erlang, '!', id([Self, hello])), receive M -> M end, element(1, code:is_loaded(?MODULE)), code:is_loaded(no_such_module)}.

id(X) -> X.
