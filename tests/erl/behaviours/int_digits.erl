%% The digits of an integer by div and rem in several bases, and back.
-module(int_digits).
-export([main/0]).

main() ->
    [begin Ds = digits(N, B, []), {Ds, number(Ds, B) =:= N} end
     || N <- [0, 9, 10, 255, 1 bsl 60, 1 bsl 64], B <- [2, 10, 16, 1000]].

digits(N, B, Acc) when N < B -> [N | Acc];
digits(N, B, Acc) -> digits(N div B, B, [N rem B | Acc]).

number(Ds, B) -> lists:foldl(fun(D, A) -> A * B + D end, 0, Ds).
