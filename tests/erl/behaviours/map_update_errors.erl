%% Updating what is no map, and exact updates of keys that are not there.
-module(map_update_errors).
-export([main/0]).

main() ->
    M = id(#{a => 1}),
    [e(fun() -> (id(X))#{a => 1} end) || X <- [a, [], {}, 1, <<>>]] ++
        [e(fun() -> (id(X))#{a := 1} end) || X <- [a, [], {a, 1}]] ++
    [e(fun() -> M#{b := 1} end), e(fun() -> M#{a := 2, b := 1} end), e(fun() -> M#{b => 1, c := 2} end),
     e(fun() -> M#{b => 1, b := 2} end),
     e(fun() -> (id(#{1 => a}))#{1.0 := b} end), e(fun() -> M#{(id({k})) := 1} end),
     e(fun() -> (id(#{}))#{a := 1} end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
