%% Integers, big integers and floats sort by value; equal ones keep their places.
-module(order_numbers).
-export([main/0]).

main() ->
    L = [3, 1.0, 1, -(1 bsl 70), 2.5, 1 bsl 70, -1.0e30, 1.0e30, 0, -0.5, 2, 2.0, 1 bsl 64, 18446744073709551616.0],
    {lists:sort(L), lists:sort(lists:reverse(L)), lists:usort(L), lists:max(L), lists:min(L)}.
