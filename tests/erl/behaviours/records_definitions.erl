%% otp: 29
%% records:get_definition/2 tells what a module defines.
-module(records_definitions).
-export([main/0]).
-export_record([q]).
-record #p{x = 1, y = [a, b], z}.
-record #q{b, a = 2}.
-record #e{}.

main() ->
    _ = {#p{z = 1}, #q{b = 1}, #e{}},
    [failing(Args) || Args <- [[?MODULE, p], [?MODULE, q], [?MODULE, e], [?MODULE, nope], [lists, e], [nowhere, e], [1, e],
                               [?MODULE, "e"]]].

failing(Args) ->
    try apply(records, get_definition, Args) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.
