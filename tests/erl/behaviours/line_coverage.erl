%% Code that counts the lines it executes.
%% otp: 27
%% options: [line_coverage]
-module(line_coverage).
-export([main/0]).

main() ->
    [factorial(10), try factorial(a) catch error:E -> E end].

factorial(0) -> 1;
factorial(N) ->
    Less = factorial(N - 1),
    N * Less.
