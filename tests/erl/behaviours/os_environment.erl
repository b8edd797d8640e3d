%% Variables of the environment: set, read, listed and taken away; bad names and values.
-module(os_environment).
-export([main/0]).

main() ->
    Name = "ENIGMA_TESTED",
    [os:getenv(Name), os:putenv(Name, "a=b"), os:getenv(Name), os:putenv(Name, [$c, 228, 1024]), os:getenv(Name),
     lists:keyfind(Name, 1, os:env()), os:putenv(Name, ""), os:getenv(Name), os:getenv([$E, ["NIGMA_", "TESTED"]]),
     os:unsetenv(Name), os:getenv(Name), os:unsetenv(Name), lists:keymember(Name, 1, os:env()), os:getenv(Name, default)]
    ++ [e(F) || F <- [fun() -> os:getenv("A=B") end, fun() -> os:getenv(abc) end, fun() -> os:getenv(<<"HOME">>) end,
        fun() -> os:getenv([$a, 0]) end, fun() -> os:putenv("A=B", "c") end, fun() -> os:putenv([$a, 0], "b") end,
        fun() -> os:putenv("b", [$a, 0]) end, fun() -> os:putenv("b", <<"c">>) end, fun() -> os:unsetenv("a=") end,
        fun() -> os:unsetenv([1114112]) end, fun() -> os:putenv("b", [$a | $b]) end]].

e(F) ->
    try F() catch C:R:S -> {C, R, hd(S)} end.
