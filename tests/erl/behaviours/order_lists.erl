%% Lists compare element by element, a shorter beginning first, improper tails as terms.
-module(order_lists).
-export([main/0]).

main() ->
    Lists = [[], [a], [a, b], [a | b], [b], [1, 2, 3], [1, 2], [1, 2 | 3], [[]], [[a]], [1.0], [1], [a | {}],
             [a | <<>>], [a | []]],
    {lists:sort(Lists), [1, 2] < [1, 2, 0], [2] > [1, 5, 5], [a | b] < [a, b], [] < [a], [a | <<>>] > [a, a]}.
