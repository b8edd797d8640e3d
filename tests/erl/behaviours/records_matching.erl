%% otp: 29
%% Native records in patterns, with names and without, with fields that are there and fields that are not.
-module(records_matching).
-export([main/0]).
-record #point{x, y = 0}.
-record #box{x, w = 1}.

main() ->
    [kind(T) || T <- [#point{x = 1}, #point{x = 9, y = 9}, #box{x = 1}, #box{x = [2]}, {point, 1, 0}, #{x => 1}, point]]
        ++ [anonymous(T) || T <- [#point{x = 1}, #box{x = 3}, #box{x = 4, w = 5}, {x, 1}]]
        ++ [nested(#box{x = #point{x = #box{x = deep}}}), nested(#box{x = 1})].

kind(#point{x = Same, y = Same}) -> {same, Same};
kind(#point{x = X, y = Y}) -> {point, Y, X};
kind(#box{x = [X]}) -> {box_of, X};
kind(#box{}) -> box;
kind(_) -> other.

anonymous(#_{x = X, w = W}) -> {X, W};
anonymous(#_{x = X}) -> X;
anonymous(_) -> none.

nested(#box{x = #point{x = #box{x = X}}}) -> X;
nested(_) -> no.
