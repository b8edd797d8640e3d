%% is_record in guards and bodies, with and without a size.
-module(guard_is_record).
-export([main/0]).
-record(r, {a, b}).

main() -> [[is_record(id(X), r), is_record(id(X), r, 3), g(X)] || X <- [{r}, {r, 1}, {r, 1, 2}, {r, 1, 2, 3},
    {s, 1, 2}, r, [], {"r", 1, 2}, {}]].

g(X) when is_record(X, r, 3) -> r3;
g(X) when is_record(X, r, 2) -> r2;
g(X) when element(1, X) =:= r -> r;
g(_) -> no.

id(X) -> X.
