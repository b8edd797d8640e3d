%%% Lesson 1: registers and calls.
-module(lesson).
-export([main/0, fact/1]).

main() ->
    F = fact(5),
    {answer, F}.

fact(0) ->
    1;
fact(N) ->
    N * fact(N - 1).
