%% No branch fits: case_clause with the value, badmatch, if_clause, try_clause.
-module(case_clause_errors).
-export([main/0]).

main() ->
    [e(fun() -> case id(X) of a -> 1; {b, _} -> 2 end end) || X <- [b, {b}, [a], 5, "long enough", #{}]] ++
    [e(fun() -> {ok, V} = id(X), V end) || X <- [error, {error, 1}, [ok]]] ++
    [e(fun() -> if X > 1 -> x end end) || X <- [id(0)]] ++
    [e(fun() -> try id(X) of ok -> 1 catch _:_ -> caught_inside end end) || X <- [bad, {bad}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
