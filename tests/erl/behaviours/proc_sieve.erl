%% The sieve of Eratosthenes as a chain of processes.
-module(proc_sieve).
-export([main/0]).

main() ->
    Me = self(),
    First = spawn(fun() -> head(Me) end),
    [First ! N || N <- lists:seq(2, 100)],
    First ! stop,
    collect().

head(Me) -> receive stop -> Me ! done; P -> Me ! {prime, P}, filter(Me, P, none) end.

filter(Me, P, Next) ->
    receive
        stop when Next =:= none -> Me ! done;
        stop -> Next ! stop;
        N when N rem P =:= 0 -> filter(Me, P, Next);
        N when Next =:= none -> New = spawn(fun() -> head(Me) end), New ! N, filter(Me, P, New);
        N -> Next ! N, filter(Me, P, Next)
    end.

collect() -> lists:sort(collect([])).

collect(L) -> receive {prime, P} -> collect([P | L]); done -> [P || P <- L] end.
