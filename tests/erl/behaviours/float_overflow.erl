%% Floats that would be infinite or no number are badarith.
-module(float_overflow).
-export([main/0]).

main() ->
    Big = id(1.0e308),
    [e(fun() -> Big * 10 end), e(fun() -> Big * id(10.0) end), e(fun() -> Big + id(1.7e308) end),
     e(fun() -> -Big - id(1.7e308) end), e(fun() -> Big / id(1.0e-10) end), e(fun() -> id(1 bsl 1024) + 1.0 end),
     e(fun() -> id(1.0) * id(1 bsl 2000) end), e(fun() -> id(1 bsl 1024) / id(2) end),
     e(fun() -> id(-(1 bsl 1024)) / id(1 bsl 1024) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
