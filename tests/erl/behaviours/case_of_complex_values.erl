%% Cases over several values at once, put into a tuple that is never built.
-module(case_of_complex_values).
-export([main/0]).

main() -> [f(X, Y, Z) || X <- [1, a], Y <- [1, a, []], Z <- [true, [1], {1}]].

f(X, Y, Z) ->
    case {X, Y, Z} of
        {A, A, true} -> {same, A};
        {_, [], [H | _]} -> {nil, H};
        {1, _, {A}} -> {one, A};
        {_, B, {B}} -> {tuple, B};
        {A, B, _} when A =:= a; B =:= a -> {an_a, A, B};
        _ -> none
    end.
