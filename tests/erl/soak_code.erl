%% Code that is loaded again and again while processes run it.
-module(soak_code).
-export([version/0, keep/1, stay/1]).

version() -> {?MODULE, "a literal", [1, 2.5, <<"of code that comes and goes">>], #{key => {value, <<0:800>>}}}.

keep(N) -> fun(X) -> {X, N, version()} end.

stay(0) -> done;
stay(N) -> receive after 1 -> stay(N - 1) end.
