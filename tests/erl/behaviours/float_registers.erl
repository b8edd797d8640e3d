%% Long float expressions, which the compiler keeps in float registers, with integers among the operands.
-module(float_registers).
-export([main/0]).

main() ->
    [poly(X) || X <- [0.0, 1.0, -2.5, 3, 1 bsl 62, 1.0e30]] ++ [e(fun() -> poly(id(X)) end) || X <- [1.0e200, a]].

poly(X) ->
    Y = X * 1.5 + 2.0 - X / 4.0,
    Z = Y * Y - 3.0 * Y + X * 0.5,
    (Z + Y) / (Z * Z + 1.0).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
