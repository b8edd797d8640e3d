%% otp: 27+
%% options: [line_coverage]
%% With line coverage the line of an instruction may be known of executable_line alone.
-module(executable_lines).
-export([t0/0, t1/0]).

t0() ->
    tuple_size(a).

t1() ->
    (a or a).
