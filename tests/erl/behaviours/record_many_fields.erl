%% A record of many fields, updated one and several at a time, in a loop.
-module(record_many_fields).
-export([main/0]).
-record(r, {a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10, k = 11, l = 12}).

main() ->
    R = #r{},
    [R#r{a = x}, R#r{l = x}, R#r{a = 1, l = 12} =:= R, R#r{b = y, d = y, f = y, h = y, j = y, l = y}, loop(1000, R),
     all(R#r{e = z}), R].

loop(0, R) -> R;
loop(N, #r{a = A, l = L} = R) when N rem 2 =:= 0 -> loop(N - 1, R#r{a = A + N, l = L - 1});
loop(N, R) -> loop(N - 1, R#r{f = N, g = {N rem 7, R#r.b}}).

all(#r{a = A, b = B, c = C, d = D, e = E, f = F, g = G, h = H, i = I, j = J, k = K, l = L}) -> [L, K, J, I, H, G, F,
    E, D, C, B, A].
