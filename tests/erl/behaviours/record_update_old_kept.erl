%% Updating a record leaves other references to the old one as they were.
-module(record_update_old_kept).
-export([main/0]).
-record(r, {a, b}).

main() ->
    R = #r{a = id(1), b = id(2)},
    Rs = [R#r{a = N} || N <- [1, 2, 3]],
    S = upd(R),
    Self = self(),
    spawn(fun() -> Self ! {sent, upd(R)} end),
    receive {sent, T} -> ok end,
    {R, Rs, S, T =:= S, hd(Rs) =:= R, chain(R, 5)}.

upd(R) ->
    X = R#r{a = R#r.b},
    Y = X#r{b = X#r.a},
    Y#r{a = {X, Y}}.

chain(R, 0) -> R;
chain(R, N) -> chain(R#r{a = R#r.b, b = N}, N - 1).

id(X) -> X.
