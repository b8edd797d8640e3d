%% Improper lists are built, matched and taken apart.
-module(list_improper).
-export([main/0]).

main() ->
    L = id([a, b | c]),
    [A, B | C] = L,
    [{A, B, C}, is_list(L), walk(L), walk([a]), walk([]), walk(x), [h | L], tl(L), [x | <<1>>], [1 | 2.5],
     [[a | b] | [c | d]],
     e(fun() -> [X, Y] = L, {X, Y} end), e(fun() -> walk2(L) end)].

walk([H | T]) -> {H, walk(T)};
walk(T) -> {tail, T}.

walk2([_ | T]) -> walk2(T);
walk2([]) -> ok.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
