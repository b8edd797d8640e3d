%% Floats as shortest texts come back as the same floats.
-module(conv_shortest_floats).
-export([main/0]).

main() ->
    Floats = [X / Y || X <- [1, 2, 10, 123456789], Y <- [3, 7, 1.0e10, 1.0e-10, 1.0e100]] ++
        [math:pow(2, N) || N <- [-1074, -1022, -100, -1, 0, 52, 53, 63, 1000]] ++
        [0.1 + 0.2, 1.1 * 1.1, 5.0e-324, 1.0e23, 9.5e-3],
    [{float_to_list(F, [short]), list_to_float(float_to_list(F, [short])) =:= F,
      list_to_float(float_to_list(F)) == F, binary_to_float(float_to_binary(F, [{scientific, 17}])) =:= F}
      || F <- Floats].
