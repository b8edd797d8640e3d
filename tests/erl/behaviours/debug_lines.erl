%% Code with places for a debugger to stop at.
%% otp: 29
%% options: [beam_debug_info]
-module(debug_lines).
-export([main/0]).

main() ->
    L = [double(X) || X <- [1, 2, 3]],
    S = lists:sum(L),
    {L, S, try double(a) catch error:E -> E end}.

double(X) ->
    Y = X * 2,
    Y.
