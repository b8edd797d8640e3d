%% Funs that went to another process and back are the same funs.
-module(fun_equality_after_sending).
-export([main/0]).

main() ->
    X = id([1, 2]),
    Fs = [fun() -> X end, fun(Y) -> {X, Y} end, fun lists:map/2, fun main/0],
    Me = self(),
    P = spawn(fun() -> receive L -> Me ! L end end),
    P ! Fs,
    Gs = receive L -> L end,
    [Fs =:= Gs, [F =:= G || F <- Fs, G <- Gs], (hd(Gs))(),
     erlang:phash2(fun lists:map/2) =:= erlang:phash2(lists:nth(3, Gs))].

id(X) -> X.
