%% erts_debug:unaligned_bitstring/2 makes a bitstring that does not begin between bytes, and map_info/1 counts nodes.
%% otp: 29
-module(term_unaligned).
-export([main/0]).

main() ->
    [[e(erts_debug, unaligned_bitstring, [Bits, Offset])
      || {Bits, Offset} <- [{<<1, 2>>, 0}, {<<1, 2>>, 3}, {<<1, 2>>, 8}, {<<1, 2>>, -1}, {a, 1}, {<<1:3>>, 3}, {<<1>>, a}, {<<>>, 1},
                            {<<255:7>>, 7}, {binary:copy(<<"ab">>, 100), 5}]],
     [erts_debug:map_info(maps:from_list([{K, K} || K <- lists:seq(1, N)])) || N <- [33, 100, 1000, 5000]]].

e(M, F, A) ->
    try
        apply(M, F, A)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
