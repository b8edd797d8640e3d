%% Float segments of bad values and of sizes that no float has.
-module(bin_float_errors).
-export([main/0]).

main() ->
    [e(fun() -> <<(id(V))/float>> end) || V <- [a, [], <<1>>, 1 bsl 1024, -(1 bsl 2000)]] ++
    [e(fun() -> <<1.0:(id(S))/float>> end) || S <- [0, 8, 15, 63, 65, 128, -1, a]] ++
    [e(fun() -> <<(id(1.0e39)):32/float>> end), e(fun() -> <<(id(1 bsl 200)):32/float>> end),
     e(fun() -> <<(id(1.0e5)):16/float>> end),
     e(fun() -> <<1.5:(id(4))/float-unit:8>> end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
