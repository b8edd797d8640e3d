%% Exit signals to references: since OTP 28 those to aliases reach their process.
-module(exit_through_alias).
-export([main/0]).

main() ->
    [{Options, Reason, through(Options, Reason)} || Options <- [[explicit_unalias], [reply]], Reason <- [why, kill, normal]]
        ++ [(catch element(1, element(2, {1, attempt(make_ref(), why)}))), given_up()].

attempt(To, Reason) ->
    try {exit(To, Reason), none} catch Class:Why -> {Class, Why} end.

through(Options, Reason) ->
    Self = self(),
    {Pid, Monitor} =
        spawn_monitor(fun() ->
            process_flag(trap_exit, true),
            Alias = alias(Options),
            Self ! {alias, Alias},
            First = receive {'EXIT', Self, Why} -> {trapped, Why} after 200 -> none end,
            Self ! {first, self(), First},
            receive go -> ok end,
            Second = receive {'EXIT', Self, Again} -> {trapped, Again} after 200 -> none end,
            exit({seen, First, Second, unalias(Alias)})
        end),
    Alias = receive {alias, A} -> A end,
    Sent = attempt(Alias, Reason),
    receive
        {first, Pid, _} -> attempt(Alias, Reason), Pid ! go;
        {'DOWN', Monitor, _, _, Early} -> self() ! {'DOWN', Monitor, process, Pid, Early}
    end,
    receive {'DOWN', Monitor, _, _, End} -> {Sent, End} end.

given_up() ->
    Alias = alias(),
    true = unalias(Alias),
    attempt(Alias, why).
