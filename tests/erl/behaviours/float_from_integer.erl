%% float/1 rounds integers that it cannot hold to the nearest even, and refuses those beyond its range.
-module(float_from_integer).
-export([main/0]).

main() ->
    [float(id(N)) || N <- [0, 1, -1, 1 bsl 53, 1 bsl 53 + 1, 1 bsl 53 + 2, 1 bsl 53 + 3, -(1 bsl 53) - 1, 1 bsl 59,
                           1 bsl 64 - 1,
                           1 bsl 64 + 1, 1 bsl 100 + 1, 1 bsl 1023, 2.5]] ++
    [e(fun() -> float(id(N)) end) || N <- [1 bsl 1024, -(1 bsl 1024), 1 bsl 5000, a, "1"]] ++
    [float(id(1 bsl 1024 - 1 bsl 970))].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
