%% Binary segments that are too short, no binaries, or no whole number of units.
-module(bin_binary_errors).
-export([main/0]).

main() ->
    [e(fun() -> <<(id(V))/binary>> end) || V <- [a, 1, [], "abc", <<1:1>>, <<1, 2:3>>]] ++
    [e(fun() -> <<(id(V))/bits>> end) || V <- [a, 1, "abc"]] ++
    [e(fun() -> <<(id(<<"abc">>)):(id(S))/binary>> end) || S <- [4, -1, a, 1.0, 1 bsl 70]] ++
    [e(fun() -> <<(id(<<"abc">>)):(id(S))/bits>> end) || S <- [25, -1]] ++
    [e(fun() -> <<(id(V))/binary-unit:16>> end) || V <- [<<1>>, <<1, 2, 3>>, <<1, 2>>]] ++
        [e(fun() -> <<(id(<<1>>)):2/binary>> end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
