%% Deep nesting through lists:flatten, ++ and length.
-module(deep_flatten).
-export([main/0]).

main() ->
    D = lists:foldl(fun(I, A) -> [A, I] end, [], lists:seq(1, 200000)),
    F = lists:flatten(D),
    {length(D), length(F), F =:= lists:seq(1, 200000), length(F ++ F), lists:flatlength(D)}.
