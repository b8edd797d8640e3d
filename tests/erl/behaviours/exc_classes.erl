%% throw, error and exit are caught by class, with any term as reason.
-module(exc_classes).
-export([main/0]).

main() ->
    [c(F) || F <- [fun() -> throw(id(t)) end, fun() -> error(id(e)) end, fun() -> exit(id(x)) end,
                   fun() -> throw(id({a, [b]})) end, fun() -> error(id({badarg, 1})) end,
                   fun() -> exit(id(normal)) end, fun() -> id(fine) end, fun() -> 1 + id(a) end,
                   fun() -> exit(id(#{k => v})) end]].

c(F) ->
    try F() of
        V -> {value, V}
    catch
        throw:R -> {thrown, R};
        error:badarith -> arithmetic;
        error:R -> {error, R};
        exit:normal -> exit_normal;
        exit:R -> {exited, R}
    end.

id(X) -> X.
