%% An exception unwinds a stack a hundred thousand frames deep to its handler.
-module(exc_deep_unwind).
-export([main/0]).

main() -> [try down(100000) catch throw:X -> {caught, X} end, try up_and_down(20000) catch error:E -> E end,
           (catch down(1000)), levels(500)].

down(0) -> throw(bottom);
down(N) -> [N | down(N - 1)].

up_and_down(0) -> error(zero);
up_and_down(N) -> {try up_and_down(N - 1) catch throw:never -> x end}.

levels(0) -> throw(0);
levels(N) -> try levels(N - 1) catch throw:M -> case M + 1 of 500 -> {top, 500}; K -> throw(K) end end.
