%% An atom has at most 255 characters, however many bytes those take.
-module(atom_limits).
-export([main/0]).

main() ->
    L255 = lists:duplicate(255, $a),
    W255 = lists:duplicate(255, 16#1F642),
    A = list_to_atom(L255),
    W = list_to_atom(W255),
    [length(atom_to_list(A)), byte_size(atom_to_binary(W)), atom_to_list(W) =:= W255,
     binary_to_atom(list_to_binary(L255)) =:= A,
     binary_to_atom(atom_to_binary(W)) =:= W]
        ++ [short(e(F)) || F <- [fun() -> list_to_atom([$a | L255]) end, fun() -> list_to_atom([$b | W255]) end,
                                 fun() -> binary_to_atom(list_to_binary([$a | L255])) end,
                                 fun() -> binary_to_atom(<<(atom_to_binary(W))/binary, "b">>, utf8) end,
                                 fun() -> binary_to_atom(list_to_binary([$a | L255]), latin1) end]].

short({C, R, _}) -> {C, R}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.
