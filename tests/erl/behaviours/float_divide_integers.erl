%% The operator / gives a float even for integers that divide evenly.
-module(float_divide_integers).
-export([main/0]).

main() ->
    [id(6) / id(3), id(1) / id(3), id(-7) / id(2), id(1 bsl 70) / id(1 bsl 68), id(1 bsl 64) / 2, id(0) / id(5),
     id(1 bsl 1000) / id(1 bsl 999), id(10) / id(4), id(1) / id(1 bsl 70)]
        ++ [e(fun() -> id(X) / id(Y) end) || {X, Y} <- [{1, 0}, {1, 0.0}, {1.0, 0}, {0, 0}, {0.0, -0.0},
                                                        {1 bsl 70, 0}]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
