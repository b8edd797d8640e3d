%% A throw that nobody catches becomes an error {nocatch, Term} at the end of the process.
-module(exc_nocatch).
-export([main/0]).

main() ->
    [ended(fun() -> throw(id(X)) end) || X <- [a, {b, c}, []]] ++ [ended(fun() ->
        (fun() -> throw(inner) end)() end), ended(fun() -> try throw(id(x)) catch throw:y -> ok end end)] ++
        [try throw(z) catch C:R -> {C, R} end].

ended(F) ->
    {_, R} = spawn_monitor(F),
    receive {'DOWN', R, process, _, {Reason, S}} -> {Reason, length(S) > 0} end.

id(X) -> X.
