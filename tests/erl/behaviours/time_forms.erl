%% The forms of clocks.
-module(time_forms).
-export([main/0]).

main() ->
    {Mega, Seconds, Micro} = erlang:timestamp(),
    [is_integer(erlang:system_time()), is_integer(erlang:time_offset()), is_integer(erlang:monotonic_time()), is_integer(Mega), Seconds < 1000000, Micro < 1000000,
     abs(erlang:system_time() - erlang:monotonic_time() - erlang:time_offset()) < 1000000000,
     erlang:dt_get_tag_data(), erlang:dt_restore_tag(true), os:getenv("A_VARIABLE_THAT_NOBODY_SETS"), is_list(os:env())].
