%% Classes and reasons matched with variables bound before and with guards.
-module(exc_class_bound).
-export([main/0]).

main() -> [e(fun() -> t(id(C), id(R)) end) || C <- [throw, error, exit], R <- [5, 50, x]].

t(Class, Reason) ->
    Wanted = error,
    try erlang:raise(Class, Reason, [])
    catch
        Wanted:R when R > 10, is_integer(R) -> {wanted_large, R};
        C:Reason when C =:= exit -> {exit_same, Reason};
        throw:R when R =:= 5; R =:= x -> {throw, R}
    end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
