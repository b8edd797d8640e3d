%% The trace variable of a clause is a list also for throws and exits.
-module(exc_stacktrace_in_guardless_clause).
-export([main/0]).

main() -> [t(F) || F <- [fun() -> throw(id(a)) end, fun() -> exit(id(b)) end, fun() -> error(id(c)) end]].

t(F) -> try F() catch C:R:S when R =/= z -> {C, R, hd(S), is_list(S)} end.

id(X) -> X.
