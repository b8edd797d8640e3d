%% A filter that is a guard expression fails silently; any other raises.
-module(compr_guard_filters).
-export([main/0]).

main() ->
    [[X || X <- [1, a, {t}], element(1, X) =:= t], [X || X <- [[], [a], b], hd(X) =:= a],
     [X || X <- [1, 0, a], 1 / X > 0, true], [X || X <- [a, 1, true], X],
     e(fun() -> [X || X <- [a, []], id(hd(X))] end), [X || X <- [1, 2], is_list(X) orelse X > 1],
     e(fun() -> [X || X <- [1, 2], not id(X)] end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
