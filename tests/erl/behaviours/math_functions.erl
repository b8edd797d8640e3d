%% The functions of math, to nine digits, and their errors.
-module(math_functions).
-export([main/0]).

main() ->
    One = [acos, acosh, asin, asinh, atan, atanh, ceil, cos, cosh, erf, erfc, exp, floor, log, log10, log2, sin, sinh, sqrt, tan, tanh],
    Two = [atan2, fmod, pow],
    Values = [0, 1, -1, 0.5, -0.5, 2, 10.5, 1.0e3, 710, 1.0e300, -1.0e-300, 1 bsl 60],
    [{F, [call(F, [X]) || X <- Values ++ [a, "1", 1 bsl 1100]]} || F <- One]
        ++ [{F, [call(F, [X, Y]) || X <- Values, Y <- [0, 1, -2.5, 1.0e3, a]]} || F <- Two]
        ++ [call(pi, [])].

call(F, Args) -> try rounded(apply(math, F, Args)) catch error:E -> E end.

rounded(X) when abs(X) > 1.0e9 -> float_to_list(X, [{scientific, 8}]);
rounded(X) when abs(X) < 1.0e-9 -> tiny;
rounded(X) -> round(X * 1.0e9).
