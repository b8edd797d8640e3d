%% Calls modules that it does not bring along: one that is there, one that is not, one that is damaged.
-module(caller).
-export([main/0]).

main() ->
    First = catch busy:main(3),
    Absent = [catch absent:one(), catch absent:two(1)],
    Damaged = [catch damaged:one(), catch damaged:two(1)],
    self() ! fun ring:main/0,
    Last = receive Fun -> Fun() end,
    {First, Absent, Damaged, Last}.
