%% float_to_list and float_to_binary with each option.
-module(conv_float_to_text).
-export([main/0]).

main() ->
    Floats = [0.0, 1.0, -1.5, 0.1, 1.0e10, 123456.789, 1.0e-5, 2.5, 1.0e22, 3.0e100],
    [[float_to_list(F), float_to_list(F, [short]), float_to_list(F, [{decimals, 0}]),
      float_to_list(F, [{decimals, 3}]), float_to_list(F, [{decimals, 5}, compact]),
      float_to_list(F, [{scientific, 4}]), float_to_binary(F), float_to_binary(F, [{decimals, 2}]),
      float_to_binary(F, [{scientific, 0}])] || F <- Floats] ++
    [e(fun() -> float_to_list(id(F), id(O)) end) || {F, O} <- [{1, []}, {a, []}, {1.0, a}, {1.0, [a]},
        {1.0, [{decimals, -1}]}, {1.0, [{decimals, 254}]}, {1.0, [{scientific, 250}]}, {1.0, [short | x]},
        {1.0e300, [{decimals, 10}]}]] ++ [e(fun() -> float_to_binary(id(1)) end)].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
