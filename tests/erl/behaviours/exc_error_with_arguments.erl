%% error/2 puts its arguments into the trace, or none.
-module(exc_error_with_arguments).
-export([main/0]).
-export([f/2, g/1, h/0]).

main() -> [e(fun() -> f(id(1), id(2)) end), e(fun() -> g(id(3)) end), e(fun() -> h() end),
           e(fun() -> error(id(r), id(not_a_list)) end), e(fun() -> error(id(r), id([a | b])) end)].

f(X, Y) -> error(bad_things, [X, Y]).

g(X) -> error({bad, X}, none).

h() -> error(nothing, []).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
