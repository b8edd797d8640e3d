%% A child has its parent's group leader.
-module(proc_group_leader).
-export([main/0]).

main() ->
    S = self(),
    G = group_leader(),
    spawn(fun() -> S ! {gl, group_leader()} end),
    [is_pid(G), receive {gl, H} -> H =:= G end].
