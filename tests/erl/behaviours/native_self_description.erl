%% What a module knows of itself by macros and stack traces.
-module(native_self_description).
-export([main/0]).
-export([f/2]).

main() -> [?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?LINE, ?FILE =/= "", f(1, 2), is_list(?MODULE_STRING),
           ?MODULE_STRING, ?OTP_RELEASE >= 25].

f(_, _) -> {?FUNCTION_NAME, ?FUNCTION_ARITY, ?LINE}.
