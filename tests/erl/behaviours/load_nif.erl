%% A module whose native library is not there.
-module(load_nif).
-export([main/0]).

main() -> [erlang:load_nif("/nowhere/load_nif", 0), catch_badarg(load_nif), catch_badarg([-1])].

catch_badarg(Name) ->
    try erlang:load_nif(Name, 0) catch Class:Reason -> {Class, Reason} end.
