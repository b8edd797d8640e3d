%% otp: 29
%% An update makes a new record and leaves the old one as it was.
-module(records_updating).
-export([main/0]).
-record #r{a = 1, b = 2, c = 3}.

main() ->
    R = #r{},
    S = R#r{b = two},
    [R, S, S#r{a = S#r.b, b = S#r.a}, R#_{c = x}, (S#_{a = 0})#r{b = 0, c = 0}, loop(3000, R), R].

loop(0, R) -> R;
loop(N, #r{a = A} = R) -> loop(N - 1, R#r{a = A + 1, c = N}).
