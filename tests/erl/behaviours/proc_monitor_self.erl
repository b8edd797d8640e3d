%% Monitoring oneself gives a reference and no message.
-module(proc_monitor_self).
-export([main/0]).

main() ->
    R = monitor(process, self()),
    [is_reference(R), receive {'DOWN', R, _, _, _} -> came after 5 -> none end, demonitor(R, [info]),
     demonitor(R, [flush])].
