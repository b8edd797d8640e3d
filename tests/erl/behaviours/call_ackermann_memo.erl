%% Memoised recursion with a map passed along, and with the dictionary.
-module(call_ackermann_memo).
-export([main/0]).

main() -> {element(1, fib(200, #{})), fibd(150), element(1, lcs("abcbdab", "bdcaba", #{}))}.

fib(N, M) when N < 2 -> {N, M};
fib(N, M) when is_map_key(N, M) -> {map_get(N, M), M};
fib(N, M) ->
    {A, M1} = fib(N - 1, M),
    {B, M2} = fib(N - 2, M1),
    {A + B, M2#{N => A + B}}.

fibd(N) when N < 2 -> N;
fibd(N) ->
    case get({fib, N}) of
        undefined -> F = fibd(N - 1) + fibd(N - 2), put({fib, N}, F), F;
        F -> F
    end.

lcs([], _, M) -> {0, M};
lcs(_, [], M) -> {0, M};
lcs(A, B, M) when is_map_key({A, B}, M) -> {maps:get({A, B}, M), M};
lcs([X | A] = AA, [X | B] = BB, M) -> {N, M1} = lcs(A, B, M), {N + 1, M1#{{AA, BB} => N + 1}};
lcs([_ | A] = AA, [_ | B] = BB, M) ->
    {N1, M1} = lcs(A, BB, M),
    {N2, M2} = lcs(AA, B, M1),
    N = max(N1, N2),
    {N, M2#{{AA, BB} => N}}.
