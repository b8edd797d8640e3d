%% What is appended to a list comprehension is evaluated before it.
-module(compr_append_order).
-export([main/0]).

main() ->
    put(log, []),
    A = [t(X) || X <- [1, 2]] ++ [t(3)],
    B = [t(4) || _ <- [x]] ++ [t(5) || _ <- [x]] ++ t([6]),
    {A, B, lists:reverse(get(log))}.

t(X) -> put(log, [X | get(log)]), X.
