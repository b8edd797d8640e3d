%% Binary matching with the instructions from before bs_match.
%% but: 29 (its compiler knows no such option)
%% options: [no_bs_match]
-module(opt_no_bs_match).
-export([main/0]).

main() -> [m(id(B)) || B <- [<<1, 2, 3>>, <<2, 3:16/little, "abc">>, <<3, 1.5/float, 9:4>>, <<4, "å"/utf8, -5:8>>,
                             <<5:3>>, <<>>, <<6, 2, "xy", "rest">>]].

m(<<1, X:3, Y:5, Z/bits>>) -> {X, Y, Z};
m(<<2, L:16/little, S:L/binary>>) -> {L, S};
m(<<3, F/float, R/bits>>) -> {F, R};
m(<<4, C/utf8, S/signed>>) -> {C, S};
m(<<6, N, B:N/binary, "rest">>) -> {N, B};
m(<<X:3>>) -> {three, X};
m(B) -> {other, B}.

id(X) -> X.
