%% The forms of the present, and that it does not go back.
-module(dates_now).
-export([main/0]).

main() ->
    {Year, Month, Day} = date(),
    {Hour, Minute, Second} = time(),
    {{Year1, _, _}, {_, _, _}} = erlang:localtime(),
    {{_, _, _}, {_, _, _}} = erlang:universaltime(),
    Nows = [erlang:now() || _ <- "a few of them"],
    {Mega, Seconds, Micro} = os:timestamp(),
    Numbers = [Year, Month, Day, Hour, Minute, Second, Year1, Mega, Seconds, Micro],
    [[is_integer(Number) || Number <- Numbers], Month >= 1 andalso Month =< 12, Day =< 31, Hour =< 23, Second =< 59,
     length(lists:usort(Nows)), lists:sort(Nows) =:= Nows, is_integer(os:system_time()),
     os:system_time(second) div 100 =:= erlang:system_time(second) div 100,
     is_integer(os:perf_counter()), try os:system_time(x) catch error:E -> E end, try os:system_time(0) catch error:E -> E end].
