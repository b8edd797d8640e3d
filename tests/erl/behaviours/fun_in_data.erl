%% Funs kept in lists, maps and tuples, and sent to other processes.
-module(fun_in_data).
-export([main/0]).

main() ->
    Ops = #{add => fun(A, B) -> A + B end, sub => fun(A, B) -> A - B end, hd => fun erlang:hd/1},
    Self = self(),
    N = id(100),
    P = spawn(fun() -> receive {F, X} -> Self ! {result, F(X), F} end end),
    Sent = fun(X) -> [X, N] end,
    P ! {Sent, y},
    Got = receive {result, R, G} -> {R, G =:= Sent, G(q)} end,
    [(maps:get(add, Ops))(1, 2), (maps:get(sub, Ops))(1, 2), (maps:get(hd, Ops))([z]),
     [F(3, 4) || F <- [maps:get(K, Ops) || K <- [add, sub]]], Got, (element(1, {fun(X) -> X end}))(t)].

id(X) -> X.
