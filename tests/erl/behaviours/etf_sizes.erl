%% Sizes of the external format, computed and made.
-module(etf_sizes).
-export([main/0]).

main() ->
    Terms = [0, 1 bsl 2040, 1 bsl 2050, 1.0, lists:seq(1, 100), lists:seq(1, 70000), lists:duplicate(70000, $a),
             list_to_tuple(lists:seq(1, 300)), maps:from_list([{K, K} || K <- lists:seq(1, 100)]),
             binary:copy(<<"x">>, 1000), <<1:7>>, [a | b]],
    [begin B = term_to_binary(T), {byte_size(B), erlang:external_size(T) >= byte_size(B), binary:first(B)} end
     || T <- Terms].
