%% Powers of ten and their neighbours as text have the digits they should have.
-module(int_big_powers_of_ten).
-export([main/0]).

main() ->
    [check(N) || N <- [17, 18, 19, 20, 21, 37, 38, 39, 40, 100, 500]].

check(N) ->
    P = list_to_integer([$1 | lists:duplicate(N, $0)]),
    Nines = integer_to_list(P - 1),
    {N, length(integer_to_list(P)), length(Nines), lists:usort(Nines),
     integer_to_list(-P) =:= [$- | integer_to_list(P)],
     list_to_integer(Nines) + 1 =:= P}.
