%% Records in records, read and updated through several levels.
-module(record_nested).
-export([main/0]).
-record(in, {x = 0, l = []}).
-record(out, {in = #in{}, n = none}).

main() ->
    O = #out{},
    P = O#out{in = O#out.in#in{x = id(5)}},
    Q = P#out{in = (P#out.in)#in{l = [P]}},
    [O, P, Q, Q#out.in#in.x, (hd(Q#out.in#in.l))#out.in#in.x, f(Q), f(O), e(fun() -> (id(O))#out.n#in.x end)].

f(#out{in = #in{x = X, l = [#out{n = N} | _]}}) -> {X, N};
f(#out{in = #in{x = X}}) -> X.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
