%% Atoms to text and back, in each encoding.
-module(atom_text).
-export([main/0]).

main() ->
    Atoms = ['', a, 'A b', '\n', 'åäö', 'λx', '日本語', '🙂', 'quote\'s', '0', 'end'],
    [{A, atom_to_list(A), atom_to_binary(A), atom_to_binary(A, utf8), list_to_atom(atom_to_list(A)) =:= A,
      binary_to_atom(atom_to_binary(A)) =:= A, e(fun() -> atom_to_binary(A, latin1) end)} || A <- Atoms].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.
