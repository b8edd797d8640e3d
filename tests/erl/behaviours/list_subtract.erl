%% -- removes first occurrences, exactly equal ones only.
-module(list_subtract).
-export([main/0]).

main() ->
    [id(A) -- id(B) || {A, B} <- [{[], []}, {[a], []}, {[], [a]}, {[a, b, c], [b]}, {[a, b, a, b], [b, a]},
                                  {[1, 1.0, 2], [1.0]}, {[1, 2, 3], [3, 2, 1, 0]},
                                  {[a, a, a], [a, a]}, {[[], {}, #{}], [{}, []]}, {"hello world", "lo"}]] ++
    [(id([1, 2, 3]) -- [1]) -- [2], id([1, 2, 3]) -- (id([1, 2]) -- [2])] ++
    [e(fun() -> id(A) -- id(B) end) || {A, B} <- [{a, []}, {[], a}, {[a | b], [a]}, {[a], [a | b]}, {[a, b | c], [a]}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
