%% otp: 29
%% What reading a field raises where there is no such record, with the trace.
-module(records_reading_errors).
-export([main/0]).
-record #r{a = 1}.
-record #s{a = 1}.

main() ->
    [failing(fun a/1, T) || T <- [#r{}, #s{}, {r, 1}, 5, #{a => 1}]] ++ [failing(fun any/1, T) || T <- [#s{}, a]]
        ++ [failing(fun nothing/1, #r{})].

failing(F, T) ->
    try F(T) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

a(R) -> R#r.a.
any(R) -> R#_.a.
nothing(R) -> R#_.b.
