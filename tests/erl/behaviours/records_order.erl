%% otp: 29
%% Where native records stand among terms of other kinds.
-module(records_order).
-export([main/0]).
-record #r{a = 1}.

main() ->
    Kinds = [1, 1.0, a, make_ref(), fun main/0, self(), {}, {1, 2, 3, 4, 5}, #r{}, #{}, #{a => 1}, [], [1], <<>>, <<1>>],
    [lists:sort(Kinds), lists:sort(lists:reverse(Kinds))]
        ++ [{#r{} < T, #r{} == T, #r{} > T, #r{} =:= T, max(#r{}, T) =:= T} || T <- Kinds].
