%% Tails as binaries and bit strings; a binary tail must be whole bytes.
-module(bin_match_tails).
-export([main/0]).

main() -> [{t(B), b(B), u(B), m(B)} || B <- [<<>>, <<1>>, <<1, 2>>, <<1:1>>, <<1, 2:3>>, <<1, 2, 3>>, <<1, 2, 3, 4>>]].

t(<<_, R/binary>>) -> R;
t(_) -> no.

b(<<_, R/bits>>) -> R;
b(_) -> no.

u(<<R/binary-unit:16>>) -> R;
u(<<_:8, R/binary-unit:16>>) -> {one, R};
u(_) -> no.

m(<<_:4, R/bits>>) -> R;
m(_) -> no.
