%% otp: 29
%% records:update/4, with good arguments and bad ones.
-module(records_update_function).
-export([main/0]).
-record #q{b = 1, a = 2}.

main() ->
    Q = #q{},
    M = ?MODULE,
    Many = maps:from_list([{I, I} || I <- lists:seq(1, 40)]),
    [failing(Args) || Args <- [
        [Q, M, q, #{a => 9}], [Q, M, q, #{}], [Q, M, p, #{}], [Q, foo, q, #{}], [Q, foo, '_', #{a => 1}],
        [Q, 1, '_', #{b => 1}], [Q, 1, q, #{a => 1}], [Q, M, 1, #{a => 1}], [Q, M, q, []], [Q, M, q, #{1 => 2}],
        [Q, M, q, #{c => 2}], [1, M, q, #{c => 2}], [1, M, q, []], [{q, 1, 2}, M, q, #{}]]]
        ++ [element(1, tuple_of(failing([Q, M, q, Many]))), failing([wide(), m, wide, all()]) =:= failing([wide(), m, wide, #{}])].

failing(Args) ->
    try apply(records, update, Args) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.

tuple_of({error, Reason, _}) -> {Reason}.

fields() -> [{list_to_atom([$f | integer_to_list(I)]), I} || I <- lists:seq(1, 50)].
wide() -> records:create(m, wide, fields(), #{is_exported => false}).
all() -> maps:from_list(fields()).
