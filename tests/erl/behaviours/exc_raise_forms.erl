%% erlang:raise with traces made by hand, and with what is no trace.
-module(exc_raise_forms).
-export([main/0]).

main() ->
    [e(fun() -> erlang:raise(id(C), reason, id(S)) end)
     || {C, S} <- [{throw, [{m, f, 1}]}, {error, [{m, f, [a]}]}, {exit, [{m, f, 2, []}]},
                   {error, [{m, f, 2, [{file, "x.erl"}, {line, 7}]}, {n, g, 0, []}]},
                   {error, [{fun(_) -> ok end, [1]}]}]] ++
    [catch bad(id(C), id(S)) || {C, S} <- [{foo, []}, {error, a}, {error, [a]}, {error, [{m, f}]},
                                           {error, [{m, f, 1, x}]}, {1, []}, {error, [{m, f, 1} | x]},
                                           {error, [{1, f, 1}]}]] ++ [try erlang:raise(id(throw), r,
                                               id([])) catch throw:r:S -> S end].

bad(C, S) -> {returned, erlang:raise(C, reason, S)}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
