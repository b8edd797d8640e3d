%% Division by zero fails with badarith, of small and big integers and with other terms.
-module(int_div_zero).
-export([main/0]).

main() ->
    Bad = [0, a, 1.0, [], <<1>>],
    [[e(fun() -> id(A) div id(B) end) || A <- [1, 1 bsl 70], B <- Bad],
     [e(fun() -> id(A) rem id(B) end) || A <- [1, -(1 bsl 70)], B <- Bad],
     [e(fun() -> id(A) div id(3) end) || A <- [a, 1.5, "1"]]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
