%% Receives in several functions that call each other: a small state machine.
-module(recv_function_clause_style).
-export([main/0]).

main() ->
    S = self(),
    P = spawn(fun() -> closed(S, "12") end),
    [P ! M || M <- [{key, $1}, {key, $3}, {key, $1}, {key, $2}, lock, {key, $1}, x, {key, $2}, stop]],
    collect().

closed(S, Code) -> entering(S, Code, Code).

entering(S, Code, [K | Ks]) ->
    receive
        {key, K} when Ks =:= [] -> S ! open, open(S, Code);
        {key, K} -> entering(S, Code, Ks);
        {key, _} -> S ! wrong, closed(S, Code);
        stop -> S ! stopped
    end.

open(S, Code) -> receive lock -> S ! locked, closed(S, Code); stop -> S ! stopped_open end.

collect() -> receive M when M =:= stopped; M =:= stopped_open -> [M]; M -> [M | collect()] end.
