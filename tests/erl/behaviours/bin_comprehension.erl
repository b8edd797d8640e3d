%% Binary comprehensions from lists and binaries, to lists and binaries.
-module(bin_comprehension).
-export([main/0]).

main() ->
    B = id(<<1, 2, 3, 250>>),
    [<< <<X>> || X <- id([1, 2, 3]) >>, << <<(X + 1)>> || <<X>> <= B >>, [X || <<X>> <= B], [X || <<X:4>> <= B],
     << <<X:3>> || X <- [1, 2, 3] >>,
     << <<X:5>> || <<X:3>> <= <<1:3, 2:3, 3:3>> >>, [X || <<X:16>> <= B], [X || <<X:24>> <= B], << <<X:16/little>>
     || <<X:16>> <= B >>, << X || X <- [<<"a">>, <<"b">>] >>,
     [{X, Y} || <<X:2, Y:6>> <= B], << <<X>> || <<X>> <= B, X > 2 >>, [X || <<X:3/binary>> <= B],
     [X || <<X/float>> <= <<1.5/float, 2.5/float, 1>>]].

id(X) -> X.
