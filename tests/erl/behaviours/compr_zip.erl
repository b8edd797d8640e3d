%% Generators zipped with && go side by side.
%% otp: 29
-module(compr_zip).
-export([main/0]).

main() ->
    [[{X, Y} || X <- [1, 2, 3] && Y <- [a, b, c]], [X + Y || X <- [1, 2] && <<Y>> <= <<10, 20>>],
     [{X, Y, Z} || X <- [1, 2] && Y <- [3, 4] && Z <- [5, 6], X =:= 1],
     [{X, Y, Z} || X <- [1, 2] && Y <- [a, b], Z <- [p, q]],
     [X || {ok, X} <- [{ok, 1}, error, {ok, 3}] && _ <- [a, b, c]], << <<(X + Y)>> || X <- [1, 2] && Y <- [3, 4] >>,
     #{X => Y || X <- [a, b] && Y <- [1, 2]}] ++
    [begin {C, R, _} = e(F), {C, R} end || F <- [fun() -> [{X, Y} || X <- id([1, 2]) && Y <- id([a])] end,
                                                 fun() -> [{X, Y} || X <- id([]) && Y <- id([a])] end,
                                                 fun() -> [{X, Y} || X <- id([1]) && <<Y>> <= id(<<1, 2>>)] end]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
