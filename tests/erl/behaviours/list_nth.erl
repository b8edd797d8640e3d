%% nth, nthtail, last, sublist, split, and how they fail.
-module(list_nth).
-export([main/0]).

main() ->
    L = [a, b, c],
    [lists:nth(1, L), lists:nth(3, L), lists:nthtail(0, L), lists:nthtail(3, L), lists:last(L), lists:sublist(L, 2),
     lists:sublist(L, 2, 5),
     lists:sublist(L, 4, 1), lists:split(1, L), lists:split(3, L), lists:droplast(L), lists:seq(5, 1, -2),
     lists:seq(1, 0), lists:duplicate(3, x)] ++
    [element(2, e(F)) || F <- [fun() -> lists:nth(id(0), L) end, fun() -> lists:nth(id(4), L) end,
                               fun() -> lists:last(id([])) end,
                               fun() -> lists:split(id(4), L) end, fun() -> lists:nthtail(id(4), L) end,
                               fun() -> lists:seq(id(1), id(5), id(0)) end,
                               fun() -> lists:droplast(id([])) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
