%% receive..after with times that differ: shorter ones end first.
-module(timer_receive_order).
-export([main/0]).

main() ->
    S = self(),
    [spawn(fun() -> receive after T -> S ! T end end) || T <- [40, 1, 20, 60]],
    [receive X -> X end || _ <- lists:seq(1, 4)].
