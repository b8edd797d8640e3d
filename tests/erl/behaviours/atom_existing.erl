%% Conversions to existing atoms only.
-module(atom_existing).
-export([main/0]).

main() ->
    Known = id(some_atom_of_this_module),
    [list_to_existing_atom("some_atom_of_this_" ++ "module") =:= Known,
     binary_to_existing_atom(<<"some_atom_of_this_module">>) =:= Known,
     binary_to_existing_atom(<<"true">>, latin1),
     e(fun() -> list_to_existing_atom("this atom does " ++ id("not exist")) end),
     e(fun() -> binary_to_existing_atom(<<"nor does ", (id(<<"this one">>))/binary>>) end),
     e(fun() -> binary_to_existing_atom(<<"nor does ", (id(<<"that one">>))/binary>>, utf8) end),
     e(fun() -> list_to_existing_atom(id(5)) end), e(fun() -> binary_to_existing_atom(id(<<255>>), utf8) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
