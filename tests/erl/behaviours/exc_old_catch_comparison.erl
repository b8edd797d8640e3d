%% The same failures through catch and through try side by side.
-module(exc_old_catch_comparison).
-export([main/0]).

main() ->
    [begin A = (catch F()), B = try F() catch throw:T -> T; exit:R -> {'EXIT', R};
     error:R:S -> {'EXIT', {R, S}} end, {same(A, B), short(A)} end
     || F <- [fun() -> id(1) end, fun() -> throw(id(x)) end, fun() -> exit(id(y)) end, fun() -> error(id(z)) end,
              fun() -> hd(id([])) end]].

same({'EXIT', {R, [_ | _]}}, {'EXIT', {R, [_ | _]}}) -> same_error;
same(X, X) -> same;
same(_, _) -> different.

short({'EXIT', {R, [C | _]}}) -> {R, element(1, C), element(2, C)};
short(X) -> X.

id(X) -> X.
