%% lists:max, min, sum of lists of numbers and of empty ones.
-module(list_max_min_sum).
-export([main/0]).

main() ->
    [lists:max([1, 2.0, 2]), lists:max([2.0, 2]), lists:min([1.0, 1]), lists:min([a, 1, {}]), lists:sum([]),
     lists:sum([1, 2.5]), lists:sum([1 bsl 64, -(1 bsl 64)])] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> lists:max(id([])) end, fun() -> lists:min(id([])) end,
                                                 fun() -> lists:sum(id([a])) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
