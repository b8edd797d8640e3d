%% otp: 27+
%% options: []
%% The loader makes X + 0 of +X, and so does the trace.
-module(unary_plus).
-export([t0/0, t1/0]).

id(X) -> X.

t0() -> + id(a).

t1() -> id(1) + (+ id(b)).
