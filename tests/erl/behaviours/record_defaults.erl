%% Default values of fields are evaluated each time; `_` sets all others.
-module(record_defaults).
-export([main/0]).
-record(r, {a = next(), b = next(), c}).

main() ->
    put(n, 0),
    [#r{}, #r{a = x}, #r{_ = y}, #r{a = z, _ = w}, get(n), (#r{})#r.b, get(n)].

next() -> N = get(n) + 1, put(n, N), N.
