%% Operators called as functions of the module erlang.
-module(native_apply_operators).
-export([main/0]).

main() ->
    Ops = ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', '==', '/=', '=:=', '=/=', '<',
           '>', '=<', '>=', '++', '--', 'and', 'or', 'xor', '!'],
    Args = [{7, 2}, {1.5, 1.5}, {[a], [a]}, {true, false}, {a, 1}],
    [{O, [t(O, A, B) || {A, B} <- Args]} || O <- Ops, O =/= '!'] ++ [t1(O, A) || O <- ['-', '+', 'not', 'bnot'],
        A <- [5, true, a]].

t(O, A, B) -> try erlang:O(A, B) catch error:R:S -> {R, hd(S)} end.

t1(O, A) -> try erlang:O(A) catch error:R -> R end.
