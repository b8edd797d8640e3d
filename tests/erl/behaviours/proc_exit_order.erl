%% The links of a process that ends are told before anything sent to them later.
-module(proc_exit_order).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Me = self(),
    P = spawn_link(fun() -> Me ! one, Me ! two, exit(three) end),
    [receive X when X =:= one; element(1, X) =:= 'EXIT' -> X end, receive Y -> Y end, receive {'EXIT', P, R} -> R end].
