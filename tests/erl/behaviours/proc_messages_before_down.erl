%% A monitor's message comes after all that the process sent before it ended.
-module(proc_messages_before_down).
-export([main/0]).

main() ->
    Me = self(),
    [begin {P, M} = spawn_monitor(fun() -> [Me ! {msg, I} || I <- lists:seq(1, N)], exit(ended) end), all(P, M) end
     || N <- [0, 1, 10, 300]].

all(P, M) -> receive {msg, I} -> [I | all(P, M)]; {'DOWN', M, process, P, R} -> [R] end.
