%% Comprehensions that make large lists with garbage in between.
-module(compr_large).
-export([main/0]).

main() ->
    L = [X || X <- lists:seq(1, 100000), X rem 3 =:= 0],
    M = [{X, [X]} || X <- L],
    {length(L), lists:sum(L), lists:sum([X || {X, [X]} <- M]), length([x || _ <- M, _ <- [1, 2]]),
     hd([B || X <- L, B <- [<<X:64>>], X > 99000])}.
