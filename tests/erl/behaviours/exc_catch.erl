%% catch gives values, thrown terms and 'EXIT' tuples.
-module(exc_catch).
-export([main/0]).

main() ->
    A = (catch id(value)),
    B = (catch throw(id(ball))),
    C = (catch exit(id(reason))),
    {'EXIT', {D, [T | _]}} = (catch error(id(oops))),
    {'EXIT', {E, [U | _]}} = (catch 1 / id(0)),
    {A, B, C, D, T, E, U, (catch throw({'EXIT', fake})), catch_in_tail(id(x)), [catch throw(X) || X <- [1, 2]],
     1 + (catch id(2))}.

catch_in_tail(X) -> catch throw({tail, X}).

id(X) -> X.
