%% Atoms are quoted where they must be.
-module(atom_printing).
-export([main/0]).

main() ->
    [lists:flatten(io_lib:format("~w ~p ~tw", [A, A, A]))
     || A <- [a, 'A', '', 'a b', a@b, a_1, '1a', 'a-b', 'ä', 'Ä', 'λ', 'and', 'when', 'x\ny', 'x\'y', 'x\\y', [], true, '_', 'a.b', 'maybe', 'else']].
