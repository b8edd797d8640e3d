%% process_info of a few items, of oneself, of others, of the dead.
-module(proc_info_basic).
-export([main/0]).

main() ->
    A = process_info(self(), trap_exit),
    process_flag(trap_exit, true),
    self() ! a, self() ! b,
    P = spawn_link(fun() -> register(info_basic_name, self()), receive stop -> ok end end),
    P ! x,
    {D, M} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', M, _, _, _} -> ok end,
    [A, process_info(self(), trap_exit), process_info(self(), message_queue_len),
     process_info(self(), links) =:= {links, [P]}, process_info(D, links),
     e(fun() -> process_info(self(), id(no_item)) end), e(fun() -> process_info(id(a), links) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
