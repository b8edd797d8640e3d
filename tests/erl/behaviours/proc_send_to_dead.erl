%% Sending to a process that is gone is no error.
-module(proc_send_to_dead).
-export([main/0]).

main() ->
    {P, M} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', M, _, _, _} -> ok end,
    [P ! hello, is_process_alive(P), exit(P, kill), erlang:send(P, x), unlink(P),
     e(fun() -> is_process_alive(id(a)) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
