%% Sums and products of floats round to the nearest even.
-module(float_rounding_ties).
-export([main/0]).

main() -> [id(0.1) + 0.2, id(0.1) + 0.7, id(1.0e16) + 1, id(1.0e16) + 1.0, id(9007199254740992.0) + 1,
           id(9007199254740992.0) + 3, id(1.1) * 1.1, id(4.35) * 100, id(1.0) - 0.9, id(0.3) / 0.1,
           id(1.0e308) + 1.0e292, id(5.0e-324) * 0.5, id(5.0e-324) * 0.75, id(2.0) * 5.0e-324, 1 / id(3.0),
           id(123456789.0) * 987654321.0].

id(X) -> X.
