%% Processes that wait for each other in rounds.
-module(proc_barrier).
-export([main/0]).

main() ->
    Me = self(),
    Ps = [spawn(fun() -> worker(Me, 3) end) || _ <- lists:seq(1, 10)],
    Rounds = [begin [receive {at, P, R} -> ok end || P <- Ps], [P ! go || P <- Ps], R end || R <- [3, 2, 1]],
    {Rounds, lists:sum([receive {ended, P} -> 1 end || P <- Ps])}.

worker(Me, 0) -> Me ! {ended, self()};
worker(Me, R) -> Me ! {at, self(), R}, receive go -> worker(Me, R - 1) end.
