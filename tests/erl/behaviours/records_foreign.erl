%% otp: 29
%% Records of a module that is not loaded and of one that has no records cannot be made.
-module(records_foreign).
-export([main/0]).

main() -> [failing(F) || F <- [fun() -> #records_no_module:r{a = 1} end, fun() -> #lists:r{} end, fun() -> unset() end]].

failing(F) ->
    try F() catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

unset() -> #maps:nothing{b = 1}.
