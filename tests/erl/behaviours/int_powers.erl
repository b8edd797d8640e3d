%% Powers by squaring, of positive and negative bases.
-module(int_powers).
-export([main/0]).

main() ->
    [[{B, E, power(B, E)} || E <- [0, 1, 2, 19, 20, 64]] || B <- [0, 1, -1, 2, -2, 3, 10, -10]].

power(_, 0) -> 1;
power(B, E) when E rem 2 =:= 0 -> power(B * B, E div 2);
power(B, E) -> B * power(B, E - 1).
