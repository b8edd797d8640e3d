%% Comprehensions that give several elements a round.
%% otp: 29
-module(compr_many_elements).
-export([main/0]).

main() -> [[X, X * 10 || X <- [1, 2, 3]], [X, [X], {X} || X <- "ab", X > $a], [a, b || _ <- []],
           #{K => V, V => K || K := V <- #{x => 1}}].
