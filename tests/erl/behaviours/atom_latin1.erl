%% Binaries in Latin 1 as atoms.
-module(atom_latin1).
-export([main/0]).

main() ->
    B = list_to_binary(lists:seq(160, 255)),
    A = binary_to_atom(B, latin1),
    [length(atom_to_list(A)), atom_to_list(A) =:= lists:seq(160, 255), byte_size(atom_to_binary(A, utf8)),
     atom_to_binary(A, latin1) =:= B,
     binary_to_atom(id(<<228>>), latin1) =:= 'ä', e(fun() -> binary_to_atom(id(<<228>>), utf8) end),
     binary_to_existing_atom(id(<<228>>), latin1)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
