%% A counter is counted up and down across the small border by one.
-module(int_increment_loop).
-export([main/0]).

main() ->
    Start = (1 bsl 59) - 50,
    Top = up(Start, 100),
    {Top, down(Top, 100) =:= Start, down(-Start, 100), up(down(-Start, 100), 100) =:= -Start}.

up(N, 0) -> N;
up(N, K) -> up(N + 1, K - 1).

down(N, 0) -> N;
down(N, K) -> down(N - 1, K - 1).
