%% A few thousand new atoms are all different and keep their texts.
-module(atom_many).
-export([main/0]).

main() ->
    As = [list_to_atom("atom_many_" ++ integer_to_list(N)) || N <- lists:seq(1, 3000)],
    {length(lists:usort(As)), lists:nth(1234, As), list_to_existing_atom("atom_many_" ++ "2999"),
     lists:all(fun({A, N}) -> atom_to_list(A) =:= "atom_many_" ++ integer_to_list(N) end,
               lists:zip(As, lists:seq(1, 3000)))}.
