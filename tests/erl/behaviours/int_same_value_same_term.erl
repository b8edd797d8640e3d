%% An integer is the same term however it was made.
-module(int_same_value_same_term).
-export([main/0]).

main() ->
    Ways = [1 bsl 64, 18446744073709551615 + 1, 4294967296 * 4294967296, -(-(1 bsl 65) div 2),
            (1 bsl 128) div (1 bsl 64),
            binary:decode_unsigned(<<1, 0:64>>), list_to_integer("18446744073709551616"),
            trunc(18446744073709551616.0)],
    {lists:usort(Ways), [A =:= B || A <- Ways, B <- Ways] =:= lists:duplicate(64, true),
     length(lists:usort([erlang:phash2(W) || W <- Ways])), maps:size(maps:from_list([{W, x} || W <- Ways]))}.
