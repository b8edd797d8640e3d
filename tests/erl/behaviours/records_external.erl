%% otp: 29
%% Native records in the external format.
-module(records_external).
-export([main/0]).
-export_record([q]).
-record #q{b, a = 2}.
-record #p{x = "x"}.

main() ->
    Free = records:create('M é', n, [{z, #p{}}, {'Y', #q{b = 1}}], #{is_exported => true}),
    Terms = [#q{b = 1}, #q{b = #q{b = []}}, #p{}, Free, [#p{}, #p{}], records:create(m, n, [], #{is_exported => false})],
    [{term_to_binary(T), term_to_binary(T, [{minor_version, 1}]), erlang:external_size(T)} || T <- Terms].
