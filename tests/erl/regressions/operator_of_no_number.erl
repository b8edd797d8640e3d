%% otp: 25+
%% options: []
%% The JIT of OTP 25 leaves the operator out of the trace where it is known that a value is no number.
-module(operator_of_no_number).
-export([t1/0]).
id(X) -> X.

t1() -> (catch (id(erlang)):element(7, a)) - 1.

