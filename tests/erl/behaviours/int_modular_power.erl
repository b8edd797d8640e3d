%% Modular exponentiation with intermediate results of two words and more.
-module(int_modular_power).
-export([main/0]).

main() ->
    P = (1 bsl 61) - 1,
    Q = (1 bsl 127) - 1,
    [power(3, P - 1, P), power(2, 1000003, P), power(5, Q - 1, Q), power(7, 12345678901234567890, Q), power(2, 10, 1)].

power(_, 0, M) -> 1 rem M;
power(B, E, M) when E band 1 =:= 1 -> B * power(B, E - 1, M) rem M;
power(B, E, M) -> power(B * B rem M, E bsr 1, M).
