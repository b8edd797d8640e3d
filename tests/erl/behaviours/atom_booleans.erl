%% The Boolean operators on atoms and on what is no Boolean.
-module(atom_booleans).
-export([main/0]).

main() ->
    Bs = [true, false],
    {[[{A and B, A or B, A xor B, not A} || B <- [id(X) || X <- Bs]] || A <- [id(Y) || Y <- Bs]],
     [e(fun() -> id(A) and id(B) end) || {A, B} <- [{true, 1}, {1, true}, {false, a}, {a, false}]],
     [e(fun() -> id(A) or id(B) end) || {A, B} <- [{true, 1}, {1, true}, {[], a}]],
     [e(fun() -> id(A) xor id(B) end) || {A, B} <- [{true, 1}, {1, true}]],
     [e(fun() -> not id(A) end) || A <- [1, a, []]]}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
