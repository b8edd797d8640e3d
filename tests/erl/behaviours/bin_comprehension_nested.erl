%% Nested binary and list generators.
-module(bin_comprehension_nested).
-export([main/0]).

main() ->
    [<< <<(X * Y)>> || X <- [1, 2, 3], <<Y>> <= <<1, 10>> >>, [{X, Y} || <<X>> <= <<1, 2>>, <<Y:4>> <= <<X>>],
     << <<A:4, B:4>> || <<A:4>> <= <<16#12>>, <<B:4>> <= <<16#34>> >>,
     << << <<(X + I)>> || I <- [0, 1] >> || <<X>> <= <<"ac">> >>, [[X || <<X>> <= B]
         || B <- [<<>>, <<1>>, <<1, 2>>]], byte_size(<< <<X:32>> || X <- lists:seq(1, 5000), X rem 2 =:= 0 >>)].
