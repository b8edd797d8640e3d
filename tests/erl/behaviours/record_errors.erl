%% Records of the wrong kind: badrecord, function_clause, badmatch.
-module(record_errors).
-export([main/0]).
-record(r, {a, b}).
-record(s, {a}).

-export([get_b/1]).

main() ->
    [e(fun() -> (id(X))#r.a end) || X <- [a, {r}, {s, 1}, {r, 1, 2, 3}, #s{a = 1}, []]] ++
        [e(fun() -> (id(X))#r{a = 1} end) || X <- [a, {r}, #s{a = 1}]] ++
        [e(fun() -> #r{a = A} = id(#s{a = 1}), A end), e(fun() -> get_b(id(#s{})) end)].

get_b(#r{b = B}) -> B.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
