%% otp: 29
%% The functions that tell of a record, with good arguments and bad ones.
-module(records_queries).
-export([main/0]).
-export_record([q]).
-record #q{b, a = 2}.
-record #e{}.

main() ->
    Terms = [#q{b = x}, #e{}, records:create(m, n, [{z, 1}, {y, 2}], #{is_exported => true}), {q, 1}, 1, []],
    Functions = [get_field_names, get_module, get_name, is_exported],
    [[failing(F, [T]) || F <- Functions] || T <- Terms]
        ++ [[failing(get, [K, T]) || K <- [a, b, z, 1]] || T <- Terms].

failing(Name, Args) ->
    try apply(records, Name, Args) catch Class:Reason:Trace -> {Class, Reason, hd(Trace)} end.
