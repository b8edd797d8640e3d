%% Float segments of 16, 32 and 64 bits, of floats and integers, in both byte orders.
-module(bin_float_segments).
-export([main/0]).

main() ->
    Numbers = [0.0, -0.0, 1.0, -1.5, 0.1, 65504.0, 1, -3, 1 bsl 60, 3.4e38, 6.0e-8, 1.0e-45],
    [[<<N/float>>, <<N:64/float-little>>, <<N:32/float>>, <<N:32/float-little>>, e(fun() -> <<N:16/float>> end),
      e(fun() -> <<N:16/float-little>> end)]
     || N <- [id(X) || X <- Numbers]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
