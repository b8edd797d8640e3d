%% Calls of what is no fun, and with the wrong number of arguments.
-module(exc_badfun_badarity).
-export([main/0]).

main() -> [e(fun() -> (id(X))(id(1)) end) || X <- [a, 1, "f", {a, b}, #{}, fun() -> x end, fun(_, _) -> x end,
                                                   fun lists:map/2]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
