%% The heir gets the tables of a process that ends, and is told; a table without an heir that lives ends.
-module(ets_heirs).
-export([main/0]).

main() ->
    Self = self(),
    {Dead, M} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', M, _, _, _} -> ok end,
    {Pid, Monitor} = spawn_monitor(fun() ->
        one = ets:new(one, [named_table, {heir, Self, "the data"}]),
        two = ets:new(two, [named_table, {heir, Dead, data}]),
        three = ets:new(three, [named_table, private, {heir, Self, {more, #{data => <<"binary">>}}}]),
        four = ets:new(four, [named_table, {heir, self(), data}]),
        five = ets:new(five, [named_table, {heir, Self, data}]),
        true = ets:setopts(five, {heir, none}),
        true = ets:insert(one, {a, 1}),
        true = ets:insert(three, {b, 2}),
        Self ! {self(), [ets:info(T, heir) || T <- [one, two, three, four, five]]},
        receive stop -> exit(reason) end
    end),
    Heirs = receive {Pid, Told} -> Told end,
    Pid ! stop,
    First = receive {'ETS-TRANSFER', one, Pid, Data1} -> {one, Data1} end,
    Second = receive {'ETS-TRANSFER', three, Pid, Data2} -> {three, Data2} end,
    receive {'DOWN', Monitor, _, _, reason} -> ok end,
    Rest = receive Message -> Message after 0 -> nothing end,
    {[Heir =:= Self || Heir <- Heirs], Heirs =:= [Self, none, Self, Pid, none], First, Second, Rest, ets:lookup(one, a), ets:lookup(three, b),
     [ets:info(T, owner) || T <- [one, two, three, four, five]], ets:info(one, heir) =:= Self}.
