%% Code compiled without the optimisation of Boolean expressions.
%% options: [no_bool_opt, no_share_opt]
-module(opt_no_bool_opt).
-export([main/0]).

main() -> [[f(X, Y), g(X, Y)] || X <- [1, a, []], Y <- [1, b, [x]]].

f(X, Y) when (is_atom(X) or is_list(X)) and not is_integer(Y) -> one;
f(X, Y) when X =:= Y orelse is_list(Y) andalso hd(Y) =:= x -> two;
f(_, _) -> three.

g(X, Y) ->
    A = is_atom(X) xor is_atom(Y),
    B = X < Y,
    case A and B of
        true -> {A, B};
        false when A -> only_a;
        false -> {B}
    end.
