%% Tuples compare by size first, then element by element.
-module(order_tuples).
-export([main/0]).

main() ->
    Tuples = [{}, {b}, {a, a}, {a, b}, {b, a}, {z}, {1, 2, 3}, {1.0, 2, 3}, {1, 2, 2}, {[], {}}, {{}, []}, {1, a},
              {a, 1}],
    {lists:sort(Tuples), {1, 2} < {1, 2, 0}, {9, 9} < {0, 0, 0}, {a, 1} == {a, 1.0}, {} < {a}}.
