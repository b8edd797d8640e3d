%% div and rem by literals (powers of two, others), which compilers may turn into shifts and masks.
-module(int_div_constants).
-export([main/0]).

main() ->
    [row(id(N)) || N <- [0, 1, 7, 8, 9, -1, -7, -8, -9, 1 bsl 59, -(1 bsl 59), 1 bsl 61 + 5, -(1 bsl 70)]].

row(N) ->
    [N div 1, N div 2, N div 8, N div -8, N div 10, N rem 1, N rem 2, N rem 8, N rem -8, N rem 10, N rem (1 bsl 64)].

id(X) -> X.
