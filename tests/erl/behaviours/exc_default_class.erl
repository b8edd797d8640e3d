%% A catch clause without a class is for throws only.
-module(exc_default_class).
-export([main/0]).

main() -> [e(fun() -> t(F) end) || F <- [fun() -> throw(id(a)) end, fun() -> error(id(a)) end,
                                         fun() -> exit(id(a)) end, fun() -> throw(id(b)) end]].

t(F) -> try F() catch a -> caught end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
