%% round goes away from zero at a half; trunc, floor and ceil as they say.
-module(float_round).
-export([main/0]).

main() ->
    Floats = [0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 0.49999999999999994, 0.0, 1.0, -3.0, 4503599627370495.5,
              9007199254740991.0,
              1.0e20, -1.0e20, 1.0e300, 2.3, -2.3],
    [{F, round(F), trunc(F), floor(F), ceil(F)} || F <- Floats].
