%% The greatest common divisor by rem, on small and big integers.
-module(int_gcd).
-export([main/0]).

main() ->
    A = 1 bsl 200 - 1,
    B = 1 bsl 120 - 1,
    [gcd(A, B), gcd(A, B) =:= 1 bsl 40 - 1, gcd(48, -18), gcd(0, 5), gcd(5, 0), gcd(A * 6, B * 15) rem 3].

gcd(A, 0) -> abs(A);
gcd(A, B) -> gcd(B, A rem B).
