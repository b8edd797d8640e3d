%% The functions of math: errors exactly, values as the bits of the floats, for a test that allows for the
%% last of them (OTP takes what the machine's C library computes).
-module(mathematics).
-export([main/0, values/0]).

main() ->
    Bad = [foo, [], {}, <<1>>, "1", 1 bsl 1100, -(1 bsl 1100), #{}],
    Unary = [{F, [A]} || F <- unary(), A <- Bad ++ [0, 0.0, 1, -1, 2, -2, 1.0e308, -1.0e308, 1 bsl 200]],
    Binary = [{F, [A, B]} || F <- binary(), A <- Bad ++ [0, 0.0, 1.5, -1], B <- [bar, 0, 0.0, -1, 1.0e308]],
    number(1, [outcome(F, Args) || {F, Args} <- Unary ++ Binary]).

number(_, []) -> [];
number(N, [R | Rest]) -> [{N, R} | number(N + 1, Rest)].

%% The value is not looked at here.
outcome(F, Args) ->
    try apply(math, F, Args) of
        Value when is_float(Value) -> {F, Args, float}
    catch
        Class:Reason:Trace -> {F, Args, Class, Reason, hd(Trace)}
    end.

unary() ->
    [acos, acosh, asin, asinh, atan, atanh, ceil, cos, cosh, erf, erfc, exp, floor, log, log10, log2, sin, sinh, sqrt,
     tan, tanh].

binary() ->
    [atan2, fmod, pow].

values() ->
    [{F, value(F, Args)} || F <- unary() ++ binary(), Args <- arguments(F, 300, 12345)].

value(F, Args) ->
    try apply(math, F, Args) of
        Value -> <<Bits:64>> = <<Value/float>>, Bits
    catch
        error:badarith -> badarith
    end.

arguments(_, 0, _) -> [];
arguments(F, N, Seed) ->
    S1 = next(Seed),
    S2 = next(S1),
    Args = case lists:member(F, binary()) of
        true -> [random(S1), random(S2)];
        false -> [random(S1)]
    end,
    [Args | arguments(F, N - 1, S2)].

next(S) -> (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff.

%% Of many magnitudes; every fifth an integer.
random(S) ->
    Unit = ((S bsr 11) band 16#fffffff) / 16#10000000,
    Sign = 1 - 2 * ((S bsr 40) band 1),
    case (S bsr 44) rem 5 of
        0 -> Sign * ((S bsr 20) rem 1000);
        1 -> Sign * Unit;
        2 -> Sign * Unit * 10;
        3 -> Sign * Unit * 700;
        4 -> Sign * Unit * 1.0e6
    end.
