%% Terms of every kind arrive as they were sent.
-module(proc_message_kinds).
-export([main/0]).

main() ->
    S = self(),
    N = id(7),
    Terms = [1, 1 bsl 90, -1.5, a, "text", [], {}, {a, [b | c]}, #{k => [v]},
             maps:from_list([{I, {I}} || I <- lists:seq(1, 50)]), <<"bits", 1:3>>, binary:copy(<<"x">>, 1000), S,
             make_ref(), fun lists:map/2, lists:seq(1, 1000), list_to_tuple(lists:seq(1, 300))],
    P = spawn(fun() -> echo() end),
    R = [begin P ! {S, T}, receive {P, U} -> U =:= T end end || T <- Terms],
    P ! {S, fun(X) -> X + N end},
    {R, receive {P, F} -> F(1) end}.

echo() -> receive {From, T} -> From ! {self(), T}, echo() end.

id(X) -> X.
