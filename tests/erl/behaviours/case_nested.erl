%% Cases in cases, with variables exported from the branches.
-module(case_nested).
-export([main/0]).

main() -> [f(X, Y) || X <- [a, b, {c, 1}], Y <- [1, 2, x]].

f(X, Y) ->
    case X of
        a ->
            case Y of
                1 -> Z = one, W = Y;
                _ -> Z = Y, W = none
            end;
        {c, W} -> Z = {W, Y};
        _ -> Z = X, W = Y
    end,
    {Z, W}.
