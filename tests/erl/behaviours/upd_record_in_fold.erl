%% A record as the accumulator of a long loop, two fields a round.
-module(upd_record_in_fold).
-export([main/0]).
-record(acc, {sum = 0, count = 0, min, max}).

main() -> {run([5, 3, 9, -2, 7]), run([]), run(lists:seq(1, 50000))}.

run(L) -> loop(L, #acc{}).

loop([], A) -> A;
loop([X | Xs], #acc{count = 0} = A) -> loop(Xs, A#acc{sum = X, count = 1, min = X, max = X});
loop([X | Xs], #acc{sum = S, count = C, min = Lo, max = Hi} = A) when X < Lo -> loop(Xs,
    A#acc{sum = S + X, count = C + 1, min = X, max = Hi});
loop([X | Xs], #acc{sum = S, count = C, max = Hi} = A) when X > Hi -> loop(Xs,
    A#acc{max = X, sum = S + X, count = C + 1});
loop([X | Xs], #acc{sum = S, count = C} = A) -> loop(Xs, A#acc{count = C + 1, sum = S + X}).
