%% otp: 29
%% A native record takes the defaults of its definition for the fields that are not given.
-module(records_defaults).
-export([main/0]).
-record #none{}.
-record #all{list = [], integer = -7, large = 123456789012345678901234567890, negative = -2147483649, float = 1.5,
             atom = undefined, truth = true, map = #{a => [1]}, tuple = {x, "y"}, string = "text", needed}.

main() ->
    Full = #all{needed = 1},
    [#none{}, Full, #all{needed = 2, integer = 3}, Full#all.list, Full#all.large, Full#all.map, Full#all.tuple].
