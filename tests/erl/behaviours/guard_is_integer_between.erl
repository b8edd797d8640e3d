%% is_integer/3 tells integers between two bounds, in bodies and guards.
%% otp: 29
-module(guard_is_integer_between).
-export([main/0]).

main() ->
    [f(X) || X <- [0, 1, 10, 11, -1, 1.0, a, 1 bsl 70]] ++ [g(1, L, H) || {L, H} <- [{0, 2}, {2, 0}, {a, 2}, {0.0, 2}, {1, 1}]] ++
    [e(fun() -> is_integer(id(X), id(L), id(H)) end)
     || {X, L, H} <- [{1, 0, 2}, {1, a, 2}, {x, 0, 2}, {x, 0, b}, {1.0, 0, 2}, {1 bsl 70, 0, 1 bsl 80}, {1, 2, 0}]].

f(X) when is_integer(X, 1, 10) -> inside;
f(X) when is_integer(X, -(1 bsl 80), 1 bsl 80) -> outside;
f(_) -> other.

g(X, Low, High) when is_integer(X, Low, High) -> yes;
g(_, _, _) -> no.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
