%% An error in a linked process reaches the one that traps exits as a message.
-module(exc_exit_in_link).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    [begin P = spawn_link(F), receive {'EXIT', P, {R, [C | _]}} -> {R, C}; {'EXIT', P, R} -> R end end
     || F <- [fun() -> ok end, fun() -> exit(a) end, fun() -> error(b) end, fun() -> throw(c) end,
              fun() -> list_to_atom(id(d)) end, fun() -> exit({e, [x]}) end]].

id(X) -> X.
