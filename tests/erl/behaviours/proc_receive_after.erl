%% Timeouts of zero, small ones, infinity, and bad ones.
-module(proc_receive_after).
-export([main/0]).

main() ->
    A = receive never -> x after 0 -> zero end,
    B = receive never -> x after 1 -> one end,
    C = receive never -> x after id(2) -> two end,
    self() ! m,
    D = receive M -> M after infinity -> never end,
    self() ! n,
    E = receive Q -> Q after 0 -> none end,
    F = receive after 1 -> slept end,
    [A, B, C, D, E, F] ++ [e(fun() -> receive x -> x after id(T) -> t end end)
                           || T <- [-1, a, 1.0, 1 bsl 70, 1 bsl 32, []]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
