%% Signed little-endian integers of odd sizes go in and come out the same.
-module(bits_signed_little).
-export([main/0]).

main() ->
    [ok(N, S) || S <- [1, 2, 3, 7, 8, 9, 12, 15, 17, 24, 31, 33, 63, 64, 65, 70, 128],
     N <- [0, -1, 1, (1 bsl (S - 1)) - 1, -(1 bsl (S - 1))]].

ok(N, S) ->
    B = <<N:S/little-signed>>,
    O = <<1:1, N:S/little-signed, 1:3>>,
    <<X:S/little-signed>> = B,
    <<_:1, Y:S/little-signed, _:3>> = O,
    <<Z:S/little-unsigned>> = B,
    {X =:= Y, (X - N) rem (1 bsl S), Z band 1 =:= N band 1}.
