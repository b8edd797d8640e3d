%% catch inside catch, and throws through several of them.
-module(exc_catch_nested).
-export([main/0]).

main() ->
    [catch {inner, catch throw(id(a))}, catch throw({b, catch throw(id(a))}),
     catch [catch exit(id(x)), throw(id(y))], deep(10), catch catch throw(z), loop(1000, 0)].

deep(0) -> throw(bottom);
deep(N) -> {N, catch deep(N - 1)}.

loop(0, A) -> A;
loop(N, A) -> loop(N - 1, A + (catch throw(N))).

id(X) -> X.
