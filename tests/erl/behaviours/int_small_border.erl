%% Integers cross the border between small and big (2^59) in both directions.
-module(int_small_border).
-export([main/0]).

main() ->
    Max = id(1 bsl 59 - 1),
    Min = id(-(1 bsl 59)),
    [{Max + 1, Max + 1 - 1, Max + 1 - 1 =:= Max},
     {Min - 1, Min - 1 + 1, Min - 1 + 1 =:= Min},
     {-Min, -(-Min) =:= Min, -Max - 1 =:= Min},
     {Max + Max, Min + Min, Max - Min, Min - Max},
     [is_integer(X) || X <- [Max, Max + 1, Min, Min - 1]],
     [X =:= Max || X <- [Max + 2 - 2, (Max + 1) * 2 div 2 - 1, Max bsl 64 bsr 64]]].

id(X) -> X.
