%% The circle constant of OTP 26.
%% otp: 27
-module(math_tau).
-export([main/0]).

main() -> [math:tau(), math:tau() == 2 * math:pi()].
