%% otp: 29
%% Native records in guards: tests, fields, and fields that fail.
-module(records_guards).
-export([main/0]).
-record #r{a = 1}.
-record #s{a = 2}.

main() ->
    Terms = [#r{}, #r{a = 7}, #s{}, {r, 1}, {r}, {}, r, [], #{}],
    [{named(T), field(T), any(T), any_field(T), dynamic(T, r), sized(T, r, 2), module(T, ?MODULE, s)} || T <- Terms].

named(T) when is_record(T, r) -> r;
named(T) when is_record(T, s) -> s;
named(_) -> no.

field(T) when T#r.a =:= 1 -> one;
field(T) when T#r.a > 1; T#s.a > 1 -> more;
field(_) -> no.

any(T) when is_record(T) -> yes;
any(_) -> no.

any_field(T) when T#_.a =:= 7 -> seven;
any_field(_) -> no.

dynamic(T, Name) -> try is_record(T, Name) catch _:E -> E end.

sized(T, Name, Size) -> is_record(T, Name, Size).

module(T, Module, Name) -> is_record(T, Module, Name).
