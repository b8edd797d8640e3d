%% flatten, append, concat of nested lists.
-module(list_flatten).
-export([main/0]).

main() ->
    Deep = lists:foldl(fun(N, D) -> [N, [D], N] end, [], lists:seq(1, 1000)),
    [lists:flatten([]), lists:flatten([[], [[]], [a, [b | []]]]), lists:flatten([a, [b]], [c, [d]]),
     length(lists:flatten(Deep)), lists:flatlength(Deep),
     lists:append([[a], [], [b, c]]), lists:append([[a], b]), lists:concat([a, 1, "x", 2.5, b]),
     lists:join($,, "abc"), lists:join(x, [])] ++
    [element(1, e(F)) || F <- [fun() -> lists:flatten(id([a | b])) end, fun() -> lists:append(id([a, []])) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
