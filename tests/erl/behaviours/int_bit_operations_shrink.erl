%% The result of a bit operation on big integers is small again when it can be.
-module(int_bit_operations_shrink).
-export([main/0]).

main() ->
    A = id(1 bsl 100 + 7),
    B = id(1 bsl 100 + 5),
    [A bxor B, A band 15, A bxor A, (A bor B) - A, bnot (-A - 1) =:= A, A band -A, -A band A, (-A) bor (A - 1),
     (A bxor B) =:= 2, is_integer(A band 15) andalso element(A band 3, {x, y, z})].

id(X) -> X.
