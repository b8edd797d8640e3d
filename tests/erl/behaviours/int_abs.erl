%% abs of each kind of number and of what is none.
-module(int_abs).
-export([main/0]).

main() ->
    [abs(id(X)) || X <- [0, 1, -1, -(1 bsl 59), -(1 bsl 59) + 1, -(1 bsl 63), -(1 bsl 64), 1 bsl 90, -(1 bsl 90),
                         1.5, -1.5, -1.0e300]]
        ++ [e(fun() -> abs(id(X)) end) || X <- [a, "1", {}, <<1>>]]
        ++ [case id(X) of N when abs(N) > 5 -> big; _ -> other end || X <- [-6, 6, 5, -5, a, -(1 bsl 80)]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
