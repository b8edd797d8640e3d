%% Code as OTP 24 had it: records, floats, binaries, minimum and maximum.
%% but: 29 (its compiler does not know the option)
%% options: [r24]
-module(old_r24_code).
-export([main/0]).
-record(r, {a, b = 2, c}).

main() ->
    R = #r{a = 1, c = [x]},
    [update(R, 5), try update(id({r, 1}), 5) catch error:E -> E end, min(id(1), 1.0), max(id(a), "a"), sizes(<<1, 2, 3:3>>),
     build(3, <<"abc">>), floats([1.5, 2, 3.25], 0.0), match(<<1, 2, 3, 4, 5>>), match(<<>>), match(<<7:7>>)].

update(R, X) -> R2 = R#r{a = X, c = R#r.b}, {R2, R2#r.a, is_record(R, r)}.

sizes(B) -> {bit_size(B), byte_size(B), << <<(X + 1)>> || <<X:4>> <= B >>}.

build(N, B) -> <<N:N/unit:3, B/binary, N/float, 955/utf8, 1.5:32/float, (id(B)):2/binary>>.

floats([], Acc) -> Acc;
floats([X | Xs], Acc) when X < 3.0 -> floats(Xs, Acc * 2 + X / 3);
floats([X | Xs], Acc) -> floats(Xs, Acc - X * 1.5).

match(<<A:8, B:16/little, Rest/binary>>) -> {A, B, Rest};
match(<<A:3, Rest/bits>>) -> {A, Rest};
match(<<>>) -> empty.

id(X) -> X.
