%% Addition carries through many digits and subtraction borrows through them.
-module(int_add_carries).
-export([main/0]).

main() ->
    [carry(N) || N <- [59, 60, 63, 64, 65, 127, 128, 129, 256, 1000]].

carry(N) ->
    Ones = (1 bsl id(N)) - 1,
    Power = Ones + 1,
    {N, Power =:= 1 bsl N, Power - 1 =:= Ones, Ones - Power, Ones - Ones,
     Power - Power, (-Ones) - 1 =:= -Power, -Power + 1 =:= -Ones, Ones + (-Power)}.

id(X) -> X.
