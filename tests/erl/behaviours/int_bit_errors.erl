%% Bit operations on what is no integer.
-module(int_bit_errors).
-export([main/0]).

main() ->
    Pairs = [{1.0, 1}, {1, a}, {[], 1}, {1 bsl 70, 1.0}, {<<>>, 1 bsl 70}],
    [[e(fun() -> id(A) band id(B) end), e(fun() -> id(A) bor id(B) end), e(fun() -> id(A) bxor id(B) end)]
     || {A, B} <- Pairs] ++ [e(fun() -> bnot id(X) end) || X <- [1.0, a, []]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
