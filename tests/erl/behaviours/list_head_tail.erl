%% hd and tl, and their errors.
-module(list_head_tail).
-export([main/0]).

main() ->
    [hd(id([a])), tl(id([a])), hd(id([a | b])), tl(id([a | b])), hd(tl(id([a, b])))] ++
    [e(fun() -> hd(id(X)) end) || X <- [[], a, {}, <<"a">>, #{}]] ++ [e(fun() -> tl(id(X)) end)
        || X <- [[], a, {}, <<"a">>]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
