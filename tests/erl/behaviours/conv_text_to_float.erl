%% list_to_float and binary_to_float: forms they take and refuse.
-module(conv_text_to_float).
-export([main/0]).

main() ->
    Good = ["1.0", "-1.5", "+2.25", "1.0e3", "1.0E-3", "1.5e+2", "0.1", "00.5", "123456789012345678.0", "4.9e-324",
            "1.7976931348623157e308", "1.0e-400", "0.30000000000000004"],
    Bad = ["", "1", "1.", ".5", "1e3", "1.0e", "1.0e400", "-", "a", " 1.0", "1.0 ", "1.0.0", "1,0", "0x1.0", "inf",
           "nan", "1.0e 3"],
    [{list_to_float(S), binary_to_float(list_to_binary(S))} || S <- Good] ++
        [[e(fun() -> list_to_float(id(S)) end), e(fun() -> binary_to_float(id(list_to_binary(S))) end)] || S <- Bad] ++
    [e(fun() -> list_to_float(id(X)) end) || X <- [a, 1.0, [a]]] ++ [e(fun() -> binary_to_float(id(X)) end)
        || X <- [a, "1.0", <<1:1>>]].

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
