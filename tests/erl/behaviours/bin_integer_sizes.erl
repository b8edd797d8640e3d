%% Integer segments with sizes known only at run time, and units.
-module(bin_integer_sizes).
-export([main/0]).

main() ->
    [[<<N:S>>, <<N:S/little>>, <<N:S/unit:8>>, <<N:S/unit:3-little>>] || N <- [0, 1, -1, 16#ABCDEF, 1 bsl 65 - 3],
     S <- [id(X) || X <- [0, 1, 2, 7, 8, 9, 12]]].

id(X) -> X.
