%% Negative zero: what it equals and how it prints.
%% but: 25 (zeros of both signs are the same there, and abs keeps the sign)
-module(float_negative_zero).
-export([main/0]).

main() ->
    Z = id(-1.0) * id(0.0),
    P = id(0.0),
    [Z == P, Z == 0, Z < P, Z > P, <<Z/float>>, <<P/float>>, float_to_list(Z), float_to_binary(Z, [{decimals, 1}]),
     Z + P, P - Z, Z * -1, abs(Z), trunc(Z), round(Z), min(Z, 0), max(0, Z), 0 - Z, -P].

id(X) -> X.
