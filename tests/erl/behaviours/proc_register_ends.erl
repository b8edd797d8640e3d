%% The name of a process that ends is free again.
-module(proc_register_ends).
-export([main/0]).

main() ->
    [begin {P, M} = spawn_monitor(fun() -> register(reg_passing, self()), exit(N) end),
     receive {'DOWN', M, _, P, R} -> {R, whereis(reg_passing)} end end || N <- [1, 2, 3]].
