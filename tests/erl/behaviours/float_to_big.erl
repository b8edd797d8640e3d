%% trunc and round of large floats give exact big integers.
-module(float_to_big).
-export([main/0]).

main() ->
    [trunc(id(F)) || F <- [1.0e18, 1.0e19, 1.0e20, -1.0e22, 1.0e23, 1.7976931348623157e308, 5.764607523034235e17]] ++
    [round(id(F)) || F <- [1.0e18, 9.223372036854775807e18, -1.8446744073709551616e19, 1.5e25]] ++
    [trunc(id(F)) - (1 bsl 1023) || F <- [8.98846567431158e307]].

id(X) -> X.
