%% begin..end, matches inside expressions and values used twice.
-module(call_block_expressions).
-export([main/0]).

main() ->
    X = begin A = id(1), B = A + 1, A + B end,
    Y = (C = id(5)) + 1,
    {D, D} = {id(7), E = id(7)},
    [F | G] = H = id([1, 2, 3]),
    X1 = {X, A, B, Y, C, D, E, F, G, H, begin id(2), id(3) end, (I = J = id(9)) * 2},
    {X1, I, J}.

id(X) -> X.
