%% lists:member finds exactly equal terms; on improper lists it fails at the end.
-module(list_member).
-export([main/0]).

main() ->
    [lists:member(id(X), id(L)) || {X, L} <- [{a, []}, {a, [a]}, {a, [b, a]}, {1, [1.0]}, {1.0, [1]}, {{a}, [{a}]},
                                              {[], [[]]}, {1 bsl 70, [1 bsl 70]},
                                              {"x", ["y", "x"]}, {<<1>>, [<<1:1>>, <<1>>]}, {a, [a | b]},
                                              {#{}, [#{}]}]] ++
    [e(fun() -> lists:member(id(X), id(L)) end) || {X, L} <- [{a, [b | c]}, {a, a}, {c, [b | c]}, {x, {}}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
