%% What the emulator says of devices on other nodes and of warnings, and how times are converted between units.
%% It runs after system_questions, which asks a real OTP for all nodes that it has heard of.
-module(units_and_devices).
-export([main/0]).

main() ->
    Far = binary_to_term(<<131, 88, 100, 0, 3, "a@b", 5:32, 0:32, 1:32>>),
    Units = [second, millisecond, microsecond, nanosecond, native, 7, foo, 0],
    {[told(fun() -> net_kernel:dflag_unicode_io(X) end) || X <- [self(), Far, foo, 1, make_ref()]],
     erts_internal:time_unit(), error_logger:warning_map(),
     [told(fun() -> erlang:convert_time_unit(T, A, B) end) || T <- [1234567890123, -1, 0], A <- Units, B <- Units]}.

told(F) -> try F() catch Class:Reason -> {Class, Reason} end.
