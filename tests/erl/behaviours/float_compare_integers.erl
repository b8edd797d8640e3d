%% Integers and floats compare by their exact values, big ones too.
-module(float_compare_integers).
-export([main/0]).

main() ->
    Pairs = [{1, 1.0}, {1, 1.5}, {-1, -1.0}, {1 bsl 53, 9007199254740992.0}, {1 bsl 53 + 1, 9007199254740992.0},
             {1 bsl 64, 18446744073709551616.0}, {1 bsl 64 - 1, 18446744073709551616.0},
             {1 bsl 64 + 1, 18446744073709551616.0},
             {1 bsl 1024, 1.7e308}, {-(1 bsl 1024), -1.7e308}, {1 bsl 2000, 1.0}, {0, 5.0e-324}, {0, -5.0e-324},
             {(1 bsl 59), 576460752303423488.0}],
    [{I == F, I =:= F, I < F, I > F, I =< F, I >= F, F == I, F < I, F > I} || {I, F} <- Pairs].
