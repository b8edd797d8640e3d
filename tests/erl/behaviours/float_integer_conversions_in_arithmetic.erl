%% Big integers meet floats: which operations fail because the integer is too large.
-module(float_integer_conversions_in_arithmetic).
-export([main/0]).

main() ->
    Huge = id(1 bsl 1024),
    Large = id((1 bsl 1023) + 1),
    [e(fun() -> Huge * 1.0 end), e(fun() -> Huge + 1.0 end), e(fun() -> 1.0 - Huge end), e(fun() -> Huge / 2 end),
     e(fun() -> 1 / Huge end), e(fun() -> float(Huge) end), Large * 1.0, Large / 2, Large + 0.5, 1.0 / Large,
     Huge > 1.0e308, Huge == 1.0e308, 1.0 < Huge, -Huge < -1.7e308, Huge div 1, Large / Large].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
