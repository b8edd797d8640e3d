%% otp: 29
%% The functions is_record/1,2,3 on native records, tuples and bad arguments.
-module(records_is_record).
-export([main/0]).
-record #q{a = 1}.

main() ->
    Q = #q{},
    Terms = [Q, {q}, {q, 1}, {"q"}, {}, q, 1],
    [[is_record(T) || T <- Terms]]
        ++ [[failing(is_record, [T, Name]) || T <- Terms] || Name <- [q, "q", 1]]
        ++ [[failing(is_record, [T, A, B]) || T <- Terms]
            || {A, B} <- [{q, 2}, {q, 0}, {q, -1}, {q, 1 bsl 70}, {q, 2.0}, {?MODULE, q}, {q, q}, {1, 2}, {1, q}]].

failing(Name, Args) ->
    try apply(erlang, Name, Args) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.
