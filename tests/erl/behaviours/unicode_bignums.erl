%% What follows a bignum in data of characters is not looked at.
-module(unicode_bignums).
-export([main/0]).

main() ->
    Data = [[1 bsl 100 | 5], [97, 1 bsl 100, a], [97, [1 bsl 100 | 5] | 6], [300, 1 bsl 100, a], [-1, 1 bsl 100, a], [-1 | 5], [97 | 5], [1 bsl 100, <<1:3>>]],
    [[try unicode:F(D, E) catch error:R -> R end || D <- Data, E <- [utf8, latin1]] || F <- [characters_to_list, characters_to_binary]].
