%% The after part runs in every case, its value is dropped, its own exception wins.
-module(exc_after).
-export([main/0]).

main() ->
    put(log, []),
    R = [e(fun() -> t(id(F), id(A)) end) || F <- [value, throw, error, exit], A <- [fine, throw]],
    {R, lists:reverse(get(log))}.

t(F, A) ->
    try
        f(F)
    catch
        throw:x -> caught
    after
        put(log, [{F, A} | get(log)]),
        g(A)
    end.

f(value) -> v;
f(throw) -> throw(x);
f(error) -> error(y);
f(exit) -> exit(z).

g(fine) -> ignored;
g(throw) -> throw(from_after).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
