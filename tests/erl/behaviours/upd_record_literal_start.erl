%% Records that begin as literals and are updated field by field.
-module(upd_record_literal_start).
-export([main/0]).
-record(st, {n = 0, acc = [], map = #{}, tag = none}).

main() ->
    S = lists:foldl(fun step/2, #st{}, [1, a, {b, 2}, 1, "s", a]),
    {S, #st{}, step(x, #st{tag = y})}.

step(X, #st{n = N, acc = A, map = M} = S) when is_integer(X); is_atom(X) -> S#st{n = N + 1, acc = [X | A],
    map = M#{X => maps:get(X, M, 0) + 1}};
step({T, V}, S) -> S#st{tag = T, n = V};
step(_, S) -> S#st{tag = other}.
