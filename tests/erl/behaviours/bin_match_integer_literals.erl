%% Literals as segments of patterns, also of sizes that are odd or too small for them.
-module(bin_match_integer_literals).
-export([main/0]).

main() -> [m(id(B)) || B <- [<<>>, <<0>>, <<1>>, <<1, 2>>, <<"GET /x">>, <<"PUT">>, <<16#12345:20>>, <<255, 255>>,
                             <<5:3>>, <<1:1>>, <<"ab">>, <<16#1234:16/little>>]].

m(<<"GET ", R/binary>>) -> {get, R};
m(<<"PUT">>) -> put;
m(<<16#12345:20>>) -> twenty;
m(<<-1:16/signed>>) -> minus_one;
m(<<16#1234:16/little>>) -> little;
m(<<5:3>>) -> five;
m(<<1, 2>>) -> one_two;
m(<<1>>) -> one;
m(<<1:1>>) -> bit;
m(<<X>>) -> {byte, X};
m(<<>>) -> empty;
m(B) -> {other, B}.

id(X) -> X.
