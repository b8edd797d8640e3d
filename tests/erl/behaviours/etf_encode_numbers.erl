%% term_to_binary of integers and floats of every size.
-module(etf_encode_numbers).
-export([main/0]).

main() -> [{X, term_to_binary(X)} || X <- [0, 1, 255, 256, -1, 1 bsl 27, (1 bsl 31) - 1, 1 bsl 31, -(1 bsl 31),
                                           -(1 bsl 31) - 1, 1 bsl 64, -(1 bsl 64), 1 bsl 100, 0.0, 1.5, -2.25,
                                           1.0e300]].
