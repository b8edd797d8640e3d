%% Conversions to atoms that fail.
-module(atom_errors).
-export([main/0]).

main() ->
    [[e(fun() -> list_to_atom(id(X)) end) || X <- [a, 1, [a], [256, -1], [16#110000], [16#D800], [$a | $b], <<"a">>,
                                                   {}]],
     [e(fun() -> atom_to_list(id(X)) end) || X <- [1, "a", []]],
     [e(fun() -> atom_to_binary(id(X)) end) || X <- [1, "a", <<>>]],
     [e(fun() -> atom_to_binary(a, id(X)) end) || X <- [utf9, 1]],
     [e(fun() -> binary_to_atom(id(X), utf8) end) || X <- ["a", a, <<255>>, <<1:1>>, <<16#ED, 16#A0, 16#80>>]],
     [e(fun() -> binary_to_atom(<<"a">>, id(X)) end) || X <- [utf9, []]]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
