%% Funs made by funs: composition, currying, fixed points, church numerals.
-module(fun_compose).
-export([main/0]).

main() ->
    Compose = fun(Fs) -> fun(X) -> lists:foldl(fun(F, A) -> F(A) end, X, Fs) end end,
    Curry = fun(F) -> fun(A) -> fun(B) -> F(A, B) end end end,
    Y = fun(F) -> (fun(G) -> G(G) end)(fun(G) -> F(fun(X) -> (G(G))(X) end) end) end,
    Church = fun(N) -> fun(F) -> Compose(lists:duplicate(N, F)) end end,
    [(Compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun erlang:integer_to_list/1]))(4),
     ((Curry(fun erlang:'-'/2))(10))(3), (Y(fun(R) -> fun(0) -> 1; (N) -> N * R(N - 1) end end))(10),
     ((Church(5))(fun(X) -> [X] end))(z), (((Church(3))(Church(2)))(fun(X) -> X + 1 end))(0)].
