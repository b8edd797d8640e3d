%% otp: 29
%% Links and exit signals with options.
-module(signal_options).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive after infinity -> ok end end),
    process_flag(trap_exit, true),
    Q = spawn(fun() -> receive after infinity -> ok end end),
    M = monitor(process, Q),
    M0 = [erts_internal:system_monitor(legacy), erts_internal:system_monitor(legacy, P, [busy_port]), erts_internal:system_monitor(legacy),
          erts_internal:system_monitor(legacy, undefined, [])],
    [M0, [try apply(erlang, F, A) catch C:E:S -> {C, E, hd(S)} end ||
         {F, A} <- [{link, [P, []]}, {link, [P, [priority]]}, {link, [P, [foo]]}, {link, [P, foo]}, {exit_signal, [Q, a, [foo]]}, {exit, [foo, x, []]},
                    {exit, [Q, bye, [priority]]}, {exit_signal, [P, done, []]}, {exit_signal, [P, again]}]],
     receive {'DOWN', M, process, Q, Why} -> Why end,
     receive {'EXIT', P, How} -> How end].
