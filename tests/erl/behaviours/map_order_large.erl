%% to_list, keys, values and iterators of a large map go through it in the same order since OTP 28.
%% otp: 29
-module(map_order_large).
-export([main/0]).

main() ->
    M = maps:from_list([{K, -K} || K <- lists:seq(1, 100)]),
    L = all(maps:next(maps:iterator(M))),
    [L =:= maps:to_list(M), [K || {K, _} <- L] =:= maps:keys(M), [V || {_, V} <- L] =:= maps:values(M), L].

all(none) -> [];
all({K, V, I}) -> [{K, V} | all(maps:next(I))].
