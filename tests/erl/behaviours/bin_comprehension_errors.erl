%% Binary comprehensions over what is no binary, with bad filters and bad results.
-module(bin_comprehension_errors).
-export([main/0]).

main() ->
    [e(fun() -> [X || <<X>> <= id(Y)] end) || Y <- [a, [1], 1, {}]] ++
        [e(fun() -> << <<X>> || X <- id(Y) >> end) || Y <- [a, [1 | 2], <<1>>, [a], [1.5]]] ++
    [e(fun() -> << <<X>> || <<X>> <= <<1>>, id(Y) >> end) || Y <- [true, false, 1, []]] ++
        [e(fun() -> << X || X <- [<<1>>, id(b)] >> end), e(fun() -> << (id(X)) || <<X>> <= <<1>> >> end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
