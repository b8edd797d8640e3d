%% The queens problem by search with lists and comprehensions.
-module(call_queens).
-export([main/0]).

main() -> {length(queens(6)), hd(queens(8)), [length(queens(N)) || N <- [0, 1, 2, 3, 4, 5]]}.

queens(N) -> place(N, N).

place(0, _) -> [[]];
place(K, N) -> [[Q | Qs] || Qs <- place(K - 1, N), Q <- lists:seq(1, N), safe(Q, 1, Qs)].

safe(_, _, []) -> true;
safe(Q, D, [P | Ps]) -> Q =/= P andalso abs(Q - P) =/= D andalso safe(Q, D + 1, Ps).
