%% math functions on integers and floats, and their domain errors.
-module(float_math_functions).
-export([main/0]).

main() ->
    [math:sqrt(16), math:sqrt(2.25), math:pow(2, 10), math:pow(2.0, -1), math:exp(0), math:log(1), math:log2(8),
     math:log10(1000),
     math:sin(0), math:cos(0.0), math:atan2(0, 1), math:fmod(7.5, 2), math:fmod(-7, 3), math:floor(-1.5),
     math:ceil(1 bsl 60), math:pi()]
        ++ [e(F) || F <- [fun() -> math:sqrt(id(-1)) end, fun() -> math:log(id(0)) end, fun() -> math:exp(id(1000)) end,
                          fun() -> math:pow(id(-8), 0.5) end, fun() -> math:sqrt(id(a)) end,
                          fun() -> math:fmod(1, id(0)) end,
                          fun() -> math:log2(id(1 bsl 2000)) end, fun() -> math:acos(id(2)) end,
                          fun() -> math:pow(id(10), 400) end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
