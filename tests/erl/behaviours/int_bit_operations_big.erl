%% band, bor, bxor and bnot of big integers as two's complement of endless width.
-module(int_bit_operations_big).
-export([main/0]).

main() ->
    Numbers = [5, -5, 1 bsl 59, -(1 bsl 59) - 1, 1 bsl 64, -(1 bsl 64), (1 bsl 64) - 1, -(1 bsl 64) + 1,
               16#123456789ABCDEF0123456789ABCDEF, -16#FEDCBA98765432100FEDCBA9],
    {[[{A band B, A bor B, A bxor B} || B <- Numbers] || A <- Numbers],
     [bnot A || A <- Numbers], [bnot bnot A =:= A || A <- Numbers]}.
