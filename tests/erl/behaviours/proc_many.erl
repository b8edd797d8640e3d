%% A thousand processes at once, each answering.
-module(proc_many).
-export([main/0]).

main() ->
    S = self(),
    Ps = [spawn(fun() -> receive {go, X} -> S ! {self(), X * N} end end) || N <- lists:seq(1, 1000)],
    [P ! {go, 2} || P <- Ps],
    R = [receive {P, V} -> V end || P <- Ps],
    {lists:sum(R), hd(R), lists:last(R), length(lists:usort(Ps))}.
