%% map, filter, folds, partition, splitwith and others with funs of the wrong arity and improper lists.
-module(list_higher_order).
-export([main/0]).

main() ->
    L = lists:seq(1, 10),
    Even = fun(X) -> X rem 2 =:= 0 end,
    [lists:map(Even, L), lists:filter(Even, L), lists:foldl(fun(X, A) -> X - A end, 0, L),
     lists:foldr(fun(X, A) -> X - A end, 0, L),
     lists:partition(Even, L), lists:splitwith(fun(X) -> X < 4 end, L), lists:takewhile(Even, L),
     lists:dropwhile(fun(X) -> X < 8 end, L),
     lists:mapfoldl(fun(X, A) -> {X * A, A + 1} end, 0, L), lists:flatmap(fun(X) -> [X, X] end, [1, 2]),
     lists:zipwith3(fun(A, B, C) -> {A, B, C} end, [1], [2], [3]),
     lists:any(Even, []), lists:all(Even, []), lists:search(Even, L), lists:filtermap(fun(X) -> X > 8 andalso {true,
         X * X} end, L)] ++
    [e(F) || F <- [fun() -> lists:map(id(fun() -> x end), id([1])) end,
                   fun() -> lists:filter(fun(_) -> id(x) end, id([1])) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
