%% Lists and garbage: the naive reverse of a list, many times.
-module(nrev).
%% On by default since OTP 27; earlier releases refuse modules compiled with it.
-feature(maybe_expr, disable).
-export([main/1]).

main(Times) ->
    List = numbers(400, []),
    repeat(Times, List).

repeat(0, List) -> hd(List);
repeat(N, List) -> nrev(List), repeat(N - 1, List).

nrev([]) -> [];
nrev([H | T]) -> append(nrev(T), [H]).

append([], L) -> L;
append([H | T], L) -> [H | append(T, L)].

numbers(0, L) -> L;
numbers(N, L) -> numbers(N - 1, [N | L]).
