%% !, erlang:send/2 and send/3 give back what is sent or say ok.
-module(proc_send_forms).
-export([main/0]).

main() ->
    Me = self(),
    A = (Me ! {a, 1}),
    B = erlang:send(Me, b),
    Me ! Me ! c,
    {A, B, [receive X -> X end || _ <- [1, 2, 3, 4]]}.
