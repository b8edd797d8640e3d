%% tuple_size and size of tuples and of other terms.
-module(tuple_sizes).
-export([main/0]).

main() ->
    [{tuple_size(id(T)), size(id(T))} || T <- [{}, {a}, {a, b}, {{}, {}}, list_to_tuple(lists:seq(1, 5000))]] ++
    [e(fun() -> tuple_size(id(X)) end) || X <- [a, [], <<1>>, 1, #{}]] ++
        [e(fun() -> size(id(X)) end) || X <- [a, [], 1, #{}]] ++
    [size(id(<<1, 2>>)), size(id(<<1, 2:3>>))].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
