%% Runs for as long as it is told to, with everything a timeline has to keep: processes, messages,
%% garbage, timers, exceptions, output.
-module(busy).
-export([main/1]).

main(Rounds) ->
    Self = self(),
    Pids = [spawn_link(fun() -> worker(Self, N, []) end) || N <- [1, 2, 3, 4, 5]],
    loop(Rounds, Pids, 0).

loop(0, Pids, Sum) ->
    [P ! stop || P <- Pids],
    {sum, Sum};
loop(N, Pids, Sum) ->
    [P ! {self(), N} || P <- Pids],
    S = sum([receive {P, V} -> V end || P <- Pids]),
    receive after N rem 3 -> ok end,
    Caught = try fail(N) catch throw:X -> X; error:_ -> -1 end,
    loop(N - 1, Pids, (Sum + S + Caught) rem 1000003).

fail(N) when N rem 2 =:= 0 -> throw(N);
fail(N) -> N div (N rem 3).

worker(Parent, Id, Seen) ->
    receive
        {Parent, N} ->
            L = reverse(work(N rem 50, Id), []),
            Parent ! {self(), sum(L)},
            worker(Parent, Id, sublist([L | Seen], 20));
        stop -> ok
    end.

work(0, _) -> [];
work(N, Id) -> [N * Id | work(N - 1, Id)].

sum([]) -> 0;
sum([H | T]) -> H + sum(T).

reverse([], Done) -> Done;
reverse([H | T], Done) -> reverse(T, [H | Done]).

sublist([H | T], N) when N > 0 -> [H | sublist(T, N - 1)];
sublist(_, _) -> [].
