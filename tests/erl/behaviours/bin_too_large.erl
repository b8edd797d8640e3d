%% Segments with sizes beyond all limits are a system limit.
-module(bin_too_large).
-export([main/0]).

main() ->
    [begin {C, R, _} = e(fun() -> <<1:(id(S))/unit:8>> end), {C, R} end || S <- [1 bsl 70, 1 bsl 64, 1 bsl 62]] ++
    [begin {C, R, _} = e(fun() -> <<1:(id(S))>> end), {C, R} end || S <- [1 bsl 70, 1 bsl 65]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
