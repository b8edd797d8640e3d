%% Records are made, read, updated and matched.
-module(record_basic).
-export([main/0]).
-record(r, {a, b = 2, c = [x]}).

main() ->
    R = #r{a = id(1)},
    S = R#r{b = 3, c = R#r.a},
    [R, S, #r{}, R#r.b, S#r.c, #r.a, #r.c, is_record(R, r), is_record({r}, r), is_record({r, 1, 2, 3}, r),
     tuple_size(R), record_info(fields, r), record_info(size, r), element(#r.b, S), f(R), f(S), f({r, 1}), f(x)].

f(#r{b = 2, a = A}) -> {two, A};
f(#r{} = R) -> {r, R#r.b};
f(_) -> other.

id(X) -> X.
