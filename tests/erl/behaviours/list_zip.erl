%% zip, zip3, zipwith, unzip; lists of different lengths fail.
-module(list_zip).
-export([main/0]).

main() ->
    [lists:zip([1, 2], [a, b]), lists:zip([], []), lists:zip3([1], [2], [3]), lists:unzip([{1, a}, {2, b}]),
     lists:unzip3([{1, 2, 3}]),
     lists:zipwith(fun(A, B) -> A * B end, [1, 2, 3], [4, 5, 6])] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> lists:zip(id([1]), id([])) end,
                                                 fun() -> lists:zip(id([]), id([1])) end,
                                                 fun() -> lists:unzip(id([{1}])) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
