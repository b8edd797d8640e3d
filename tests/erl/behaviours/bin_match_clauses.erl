%% Clauses that try the same binary in different ways, going back each time.
-module(bin_match_clauses).
-export([main/0]).

main() -> [m(id(B)) || B <- [<<1, 5:16, "hello">>, <<2, 1.0/float>>, <<2, 1.0:32/float>>, <<3, "å"/utf8>>, <<3,
                             255>>, <<4, 2, 1, 2>>, <<4, 2, 1>>, <<5:3>>, <<1, 9:16, "x">>, <<>>, a, 1, []]].

m(<<1, L:16, S:L/binary>>) -> {string, S};
m(<<2, F/float>>) -> {double, F};
m(<<2, F:32/float>>) -> {single, F};
m(<<3, C/utf8>>) -> {char, C};
m(<<3, R/binary>>) -> {no_char, R};
m(<<4, N, L:N/binary-unit:8>>) -> {list, binary_to_list(L)};
m(<<T, R/binary>>) -> {unknown, T, R};
m(<<R/bits>>) -> {bits, R};
m(X) -> {no_binary, X}.

id(X) -> X.
