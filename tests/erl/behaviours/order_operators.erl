%% All comparison operators agree with each other on all kinds.
-module(order_operators).
-export([main/0]).

main() ->
    Terms = [1, 1.0, a, b, [], [1], {}, {1}, <<>>, <<1>>, #{}, #{1 => 1}, 1 bsl 64],
    lists:usort([check(A, B) || A <- Terms, B <- Terms]).

check(A, B) ->
    {(A < B) =:= (B > A), (A =< B) =:= not (A > B), (A >= B) =:= not (A < B), (A == B) =:= not (A /= B),
     (A =:= B) =:= not (A =/= B), (A == B) =:= ((A =< B) and (A >= B)), not (A =:= B) orelse A == B}.
