%% Unary plus and minus of each kind of number.
-module(int_unary).
-export([main/0]).

main() ->
    [[-id(X), +id(X), -(-id(X)) =:= X]
     || X <- [0, 1, -1, (1 bsl 59) - 1, 1 bsl 59, -(1 bsl 59), 1 bsl 64, -(1 bsl 64), 1.5, -2.5, 1.0e308]].

id(X) -> X.
