%% Clauses of receive with guards and bound variables; messages that do not fit wait.
-module(proc_receive_clauses).
-export([main/0]).

main() ->
    R = make_ref(),
    self() ! {make_ref(), wrong},
    self() ! 5,
    self() ! {R, right},
    self() ! [1, 2],
    self() ! <<"bin">>,
    V = receive {R, X} -> X end,
    W = receive N when is_integer(N), N > 5 -> large; N when is_integer(N) -> {small, N} end,
    Y = receive <<A, _/binary>> -> A; [_ | _] = L -> L end,
    Z = receive <<P, Q, _/binary>> -> {P, Q}; <<B/binary>> -> B after 0 -> none end,
    {V, W, Y, Z, receive {_, wrong} -> there end}.
