%% Code that is loaded, replaced, deleted and purged while processes run it.
-module(loading).
-compile(export_all).
-import(concurrent, [start/1, ended/1, flush/0, await/1, collect/1, gather/1]).

programs() ->
    [replaced_under_callers, loop_goes_over, local_loop_stays, funs_of_versions, exported_funs, deleted_while_used,
     three_versions, undefined_then_there, two_loaders, calls_while_loading].

%% The code is as if it had never been loaded.
forget() -> purge(), erlang:delete_module(changing), purge().

%% The process that purges is started by the boot, where there is one.
purge() ->
    whereis(erts_code_purger) =:= undefined andalso spawn(erts_code_purger, start, []),
    await(fun() -> whereis(erts_code_purger) =/= undefined end),
    erts_code_purger:purge(changing).

load(Binary) ->
    purge(),
    Prepared = erlang:prepare_loading(changing, list_to_binary(Binary)),
    ok = erlang:finish_loading([Prepared]).

ask(P) -> R = make_ref(), P ! {ask, R}, receive {R, V} -> V end.
stop(P) -> P ! stop, receive {stopped, V} -> V end.

with(F) ->
    forget(),
    R = F(),
    forget(),
    R.

replaced_under_callers() -> with(fun() ->
    load(?ONE),
    A = gather([fun() -> changing:version() end || _ <- [1, 2, 3]]),
    load(?TWO),
    B = gather([fun() -> changing:version() end || _ <- [1, 2, 3]]),
    {A, B, changing:version()}
end).

loop_goes_over() -> with(fun() ->
    Self = self(),
    load(?ONE),
    P = spawn(fun() -> changing:loop(Self) end),
    A = ask(P),
    load(?TWO),
    B = [ask(P), ask(P)],
    {A, B, stop(P)}
end).

%% A process that never calls by name stays in the old code.
local_loop_stays() -> with(fun() ->
    Self = self(),
    load(?ONE),
    P = spawn(fun() -> changing:local(Self) end),
    A = ask(P),
    load(?TWO),
    B = {ask(P), changing:version()},
    {A, B, ask(P), stop(P)}
end).

funs_of_versions() -> with(fun() ->
    load(?ONE),
    F = changing:fresh(),
    load(?TWO),
    G = changing:fresh(),
    {F(), G(), F =:= G, gather([F, G])}
end).

exported_funs() -> with(fun() ->
    load(?ONE),
    F = fun changing:version/0,
    A = F(),
    load(?TWO),
    {A, F(), gather([F])}
end).

deleted_while_used() -> with(fun() ->
    Self = self(),
    load(?ONE),
    P = spawn(fun() -> changing:local(Self) end),
    A = ask(P),
    Deleted = erlang:delete_module(changing),
    B = {ask(P), erlang:function_exported(changing, version, 0), erlang:check_old_code(changing)},
    {A, Deleted, B, stop(P)}
end).

three_versions() -> with(fun() ->
    [begin load(Code), {changing:version(), erlang:check_old_code(changing), hd(gather([fun() -> changing:version() end]))} end || Code <- [?ONE, ?TWO, ?THREE]]
end).

undefined_then_there() -> with(fun() ->
    Before = erlang:function_exported(changing, version, 0),
    load(?THREE),
    {Before, changing:version(), erlang:function_exported(changing, version, 0), erlang:module_loaded(changing)}
end).

%% Of two that were prepared the one that is finished last is called.
two_loaders() -> with(fun() ->
    [One, Two] = [erlang:prepare_loading(changing, list_to_binary(Code)) || Code <- [?ONE, ?TWO]],
    ok = erlang:finish_loading([Two]),
    A = changing:version(),
    ok = erlang:finish_loading([One]),
    {A, changing:version(), erlang:check_old_code(changing)}
end).

%% What callers see is always a version, and never an older one again.
calls_while_loading() -> with(fun() ->
    load(?ONE),
    Self = self(),
    Callers = [spawn_link(fun() -> Self ! {self(), calling([])} end) || _ <- [1, 2, 3]],
    load(?TWO),
    [C ! stop || C <- Callers],
    Seen = [receive {C, Vs} -> Vs end || C <- Callers],
    {[Vs =:= lists:usort(Vs) || Vs <- Seen], [lists:last(Vs) || Vs <- Seen], changing:version()}
end).
calling(Seen) ->
    V = changing:version(),
    Now = case Seen of [V | _] -> Seen; _ -> [V | Seen] end,
    receive stop -> lists:reverse([W || W <- [changing:version()], W =/= hd(Now)] ++ Now) after 0 -> erlang:yield(), calling(Now) end.
