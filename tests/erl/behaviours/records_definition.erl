%% The definition that a module has of a native record.
%% otp: 29
-module(records_definition).
-export([main/0]).
-record #point{x = 0, y}.
-export_record([point]).

main() -> [records:get_definition(?MODULE, point), try records:get_definition(?MODULE, nothing) catch error:E -> E end, #point{y = 1}#point.x].
