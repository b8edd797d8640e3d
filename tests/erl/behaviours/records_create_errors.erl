%% otp: 29
%% Bad arguments of records:create/4.
-module(records_create_errors).
-export([main/0]).

main() ->
    X = #{is_exported => true},
    [failing(Args) || Args <- [
        [1, n, [], X], [m, "n", [], X], [m, n, [], []], [m, n, [], #{}], [m, n, [], X#{more => 1}],
        [m, n, [], #{foo => true}], [m, n, [], #{is_exported => 1}], [m, n, [a], X], [m, n, foo, X],
        [m, n, [{a, 1} | foo], X], [m, n, [{a, 1, 2}], X], [m, n, [{1, 1}], X], [m, n, [{1, 1}, a], X],
        [m, n, [{a, 1}, {b, 1}, {a, 1}], X], [m, n, [{a, 1}, {a, 1}, {"c", 2}], X]]].

failing(Args) ->
    try apply(records, create, Args) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.
