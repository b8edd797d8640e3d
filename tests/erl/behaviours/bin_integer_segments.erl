%% Integer segments of each size, sign and endianness; what does not fit is cut off.
-module(bin_integer_segments).
-export([main/0]).

main() ->
    Numbers = [0, 1, -1, 255, 256, -256, 16#1234, -16#1234, 1 bsl 40, 1 bsl 70 + 5, -(1 bsl 70) - 5],
    [[<<N>>, <<N:4, 0:4>>, <<N:16>>, <<N:16/little>>, <<N:24/signed>>, <<N:32/little-signed>>, <<N:64>>,
      <<N:64/little>>, <<N:80>>, <<N:80/little>>,
      <<N:3/little, 0:5>>, <<N:13/little, 0:3>>, <<N:0>>, <<N:16/native>> =:= <<N:16/little>>]
      || N <- [id(X) || X <- Numbers]].

id(X) -> X.
