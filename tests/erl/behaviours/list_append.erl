%% ++ with empty, improper and bad operands.
-module(list_append).
-export([main/0]).

main() ->
    [id([]) ++ id([]), id([a]) ++ id([]), id([]) ++ id([a]), id([a, b]) ++ id([c]), id([a]) ++ id(b), id([]) ++
     id(x), id([a]) ++ id([b | c]),
     id("abc") ++ "def" ++ id("ghi")] ++
    [e(fun() -> id(A) ++ id(B) end) || {A, B} <- [{a, []}, {[a | b], [c]}, {{}, []}, {<<>>, []}, {[a | b], []},
                                                  {1, 2}]] ++
    [length(id(lists:seq(1, 100000)) ++ id([x]))].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
