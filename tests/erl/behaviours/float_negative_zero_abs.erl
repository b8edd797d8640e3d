%% The absolute value of negative zero.
-module(float_negative_zero_abs).
-export([main/0]).

main() ->
    [<<(abs(id(F)))/float>> || F <- [-1.0 * id(0.0), 0.0, -1.5, 1.5]].

id(X) -> X.
