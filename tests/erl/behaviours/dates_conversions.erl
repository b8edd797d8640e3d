%% Dates and seconds since 1970, where there are such dates and where not.
-module(dates_conversions).
-export([main/0]).

main() ->
    Seconds = [0, -1, 86399, 951782400, 1 bsl 31, 1 bsl 40, -(1 bsl 35), -(1 bsl 40), -(1 bsl 50), 1 bsl 62, 1 bsl 70, a, 1.5],
    Dates = [{{Y, M, D}, {H, Min, S}} || {Y, M, D} <- [{1970, 1, 1}, {1969, 12, 31}, {1600, 1, 1}, {1601, 1, 1}, {1901, 6, 1},
                 {1902, 1, 1}, {2000, 2, 29}, {1900, 2, 29}, {2021, 2, 29}, {2024, 4, 31}, {9999, 12, 31}, {2020, 13, 1}, {2020, 0, 1}, {x, 1, 1}],
                 {H, Min, S} <- [{0, 0, 0}, {23, 59, 59}, {24, 0, 0}, {1, 60, 0}, {1, 2, 60}, {1, 2, -1}]],
    Wrong = [{}, {1, 2}, {{1, 2, 3}}, {{2000, 1, 1}, {1, 2}}, {{2000, 1, 1}, {1, 2, 3}, 4}, [], now],
    [[try erlang:posixtime_to_universaltime(S) catch error:E -> E end || S <- Seconds],
     [try erlang:universaltime_to_posixtime(D) catch error:E -> E end || D <- Dates ++ Wrong],
     [try erlang:universaltime_to_localtime(D) of D -> same catch error:E -> E end || D <- Dates ++ Wrong],
     [try erlang:localtime_to_universaltime(D, Dst) of D -> same catch error:E -> E end || D <- Dates ++ Wrong, Dst <- [false, x]]].
