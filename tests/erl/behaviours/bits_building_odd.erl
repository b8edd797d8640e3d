%% Bit strings from pieces of odd sizes, and back.
-module(bits_building_odd).
-export([main/0]).

main() ->
    Sizes = [1, 2, 3, 5, 7, 8, 9, 13, 31, 32, 33, 59, 60, 63, 64, 65],
    Built = lists:foldl(fun(S, B) -> <<B/bits, (id((1 bsl S) - 2)):S>> end, <<>>, Sizes),
    {Built, bit_size(Built), apart(Sizes, Built, [])}.

apart([], <<>>, L) -> lists:reverse(L);
apart([S | Ss], B, L) ->
    <<N:S, R/bits>> = B,
    apart(Ss, R, [N - (1 bsl S) | L]).

id(X) -> X.
