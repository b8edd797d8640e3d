%% Reasons of processes that end by each class, as a monitor sees them.
-module(exc_exit_reasons).
-export([main/0]).

main() ->
    [ended(F) || F <- [fun() -> ok end, fun() -> exit(normal) end, fun() -> exit(shutdown) end,
                       fun() -> exit({a, b}) end, fun() -> throw(ball) end, fun() -> error(bad) end,
                       fun() -> 1 + id(a) end, fun() -> exit(kill) end, fun() -> exit(self(), kill),
                       receive x -> x end end,
                       fun() -> no_such_module_at_all:f(1) end, fun() -> error(bad, [1, 2]) end]].

ended(F) ->
    {_, R} = spawn_monitor(F),
    receive
        {'DOWN', R, process, _, {Reason, [Call | _]}} -> {Reason, Call};
        {'DOWN', R, process, _, Reason} -> Reason
    end.

id(X) -> X.
