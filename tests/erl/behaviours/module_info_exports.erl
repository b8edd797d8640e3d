%% The functions that a module exports, in OTP's order: the one that others have named before is elsewhere.
-module(module_info_exports).
-export([main/0, c/1, b/0, a/2, c/0]).

main() ->
    All = ?MODULE:module_info(exports),
    [All -- [{main, 0}], All =:= proplists:get_value(exports, ?MODULE:module_info())].

c(X) -> X.
b() -> 1.
a(X, Y) -> {X, Y}.
c() -> 2.
