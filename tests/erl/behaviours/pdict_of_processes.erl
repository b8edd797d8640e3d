%% Each process has its own dictionary; it begins empty of one's own keys.
-module(pdict_of_processes).
-export([main/0]).

main() ->
    put(k, mine),
    Self = self(),
    spawn(fun() -> Self ! {child, get(k), put(k, its), get(k)} end),
    receive {child, A, B, C} -> {A, B, C, get(k)} end.
