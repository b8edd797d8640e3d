%% Pids and references made later are greater; each is less and greater than nothing but itself.
-module(order_pids_references).
-export([main/0]).

main() ->
    P = [spawn(fun() -> ok end) || _ <- lists:seq(1, 5)],
    R = [make_ref() || _ <- lists:seq(1, 5)],
    [P =:= lists:sort(P), lists:usort(P ++ P) =:= P, length(lists:usort(R ++ R)), hd(R) =:= hd(R), hd(P) == hd(P),
     hd(R) < hd(P), self() < hd(P)].
