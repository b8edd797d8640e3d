%% Old instructions: code compiled as for OTP 24.
%% but: 29 (its compiler knows OTP 24 no more)
%% options: [r24]
-module(opt_r24).
-export([main/0]).
-record(r, {a, b, c}).

main() ->
    R = #r{a = id(1), b = 2},
    [R#r{a = 3, c = 4}, bin(id(5), <<"xy">>), app(10, <<>>), m(<<1, 2, 3>>), [f(X) || X <- [1, a, {b, 2}]],
     (catch R#r.a + a_(x)), try throw(t) catch throw:T -> T end, maps(#{k => 1}), << <<(X + 1)>>
     || <<X>> <= <<"abc">> >>].

bin(N, B) -> <<N:16/little, B/binary, (N + 1):3, 0:5, 1.5/float, $å/utf8>>.

app(0, B) -> B;
app(N, B) -> app(N - 1, <<B/binary, N>>).

m(<<A, R/binary>>) -> [A | m(R)];
m(<<>>) -> [].

f(1) -> one;
f({b, X}) -> X;
f(X) when is_atom(X) -> X.

maps(M) -> M#{k := 2, l => 3}.

a_(X) -> exit(X).

id(X) -> X.
