%% otp: 27
%% Iterators that give the keys in an order.
-module(map_iterator_sorted).
-export([main/0]).

main() ->
    Maps = [#{}, #{a => 1}, #{1 => i, 1.0 => f, 0 => z, -2.5 => n}, #{"s" => 1, s => 2, {s} => 3, <<"s">> => 4, [] => 5},
            maps:from_list([{N, N rem 7} || N <- lists:seq(1, 100)])],
    Orders = [undefined, ordered, reversed, fun(A, B) -> {erlang:phash2(A), A} =< {erlang:phash2(B), B} end],
    [[begin L = maps:to_list(maps:iterator(M, O)), case O of undefined -> lists:sort(L); _ -> L end end || O <- Orders] || M <- Maps]
        ++ [[maps:keys(maps:from_list(maps:to_list(maps:iterator(M, ordered)))) =:= maps:keys(M) || M <- Maps]].
