%% Starting processes by request: the answers, their tags, options that are none.
-module(proc_spawn_request).
-export([main/0]).

main() -> [[{O, request(O)} || O <- options()], improper(), arities(), abandoned(), refused()].

options() ->
    [[], [monitor], [{reply, no}], [{reply, yes}], [{reply, error_only}], [{reply, success_only}], [{reply_tag, x}],
     [{reply_tag, {a, "tag"}}, monitor], [bad], [{reply, maybe_so}], [{monitor, [{alias, reply}]}], [{priority, foo}],
     [{reply, no}, {monitor, [{tag, t}]}], [{reply, no}, bad], [bad, {reply, no}], [bad, {reply_tag, late}],
     [{reply_tag, {a, b}}, bad], [{reply, no}, {reply, yes}], [{reply, success_only}, bad], [{reply, error_only}, bad],
     [{priority, high}, {min_heap_size, 500}, {monitor, [{alias, demonitor}]}], [bad, monitor]].

request(Options) ->
    R = spawn_request(fun() -> exit(over) end, Options),
    told(R, 5).

told(R, Ms) ->
    receive
        {'DOWN', R, process, P, Why} -> [{down, is_pid(P), Why} | told(R, Ms)];
        {Tag, R, process, P, Why} -> [{Tag, is_pid(P), Why} | told(R, Ms)];
        {Tag, R, ok, P} -> [{Tag, is_pid(P), P =/= self()} | told(R, Ms)];
        {Tag, R, error, Why} -> [{Tag, error, Why} | told(R, Ms)];
        Other -> [Other | told(R, Ms)]
    after Ms -> []
    end.

improper() ->
    [try spawn_request(fun() -> ok end, O) catch Class:Why -> {Class, Why} end || O <- [foo, [monitor | link]]].

arities() ->
    process_flag(trap_exit, true),
    R1 = spawn_request(fun() -> exit(one) end),
    T1 = told(R1, 2),
    R2 = spawn_request(erlang, exit, [two]),
    T2 = told(R2, 2),
    R3 = spawn_request(erlang, exit, [three], [link, monitor]),
    {P, First} = receive {spawn_reply, R3, ok, Pid} -> {Pid, ok} end,
    Down = receive {'DOWN', R3, process, P, Why} -> Why end,
    Exit = receive {'EXIT', P, Reason} -> Reason end,
    {T1, T2, First, Down, Exit}.

abandoned() ->
    R = spawn_request(fun() -> ok end, [{reply, no}]),
    receive after 2 -> ok end,
    {spawn_request_abandon(R), spawn_request_abandon(make_ref()), try spawn_request_abandon(foo) catch error:Why -> Why end}.

refused() ->
    [try spawn_request(M, F, A, []) catch Class:Why -> {Class, Why} end || {M, F, A} <- [{1, a, []}, {a, b, [x | y]}, {a, b, [x | 1]}]].
