%% receive compiled without markers.
%% options: [no_recv_opt]
-module(opt_no_recv_opt).
-export([main/0]).

main() ->
    [self() ! {old, X} || X <- lists:seq(1, 20)],
    R = make_ref(),
    self() ! {R, mine},
    A = receive {R, X} -> X end,
    M = monitor(process, spawn(fun() -> ok end)),
    B = receive {'DOWN', M, _, _, Why} -> is_atom(Why) end,
    {A, B, receive {old, 20} -> last end, receive {old, N} -> N end}.
