%% otp: 29
%% What an update raises where the record is another or has no such field.
-module(records_updating_errors).
-export([main/0]).
-record #r{a = 1}.
-record #s{b = 1}.

main() ->
    [failing(F, T) || F <- [fun named/1, fun any/1, fun elsewhere/1], T <- [#r{}, #s{}, {r, 1}, []]].

failing(F, T) ->
    try F(T) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

named(R) -> R#r{a = 2}.
any(R) -> R#_{a = 2}.
elsewhere(R) -> R#other:r{a = 2}.
