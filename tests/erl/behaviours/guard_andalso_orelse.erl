%% and, or, andalso, orelse, ; and , in guards: where a failing part ends the guard and where not.
-module(guard_andalso_orelse).
-export([main/0]).

main() -> [[a(X), b(X), c(X), d(X), f(X), g(X)] || X <- [1, -1, 0, a, [], [1], true, false]].

a(X) when is_list(X) andalso length(X) > 0 -> yes;
a(_) -> no.

b(X) when hd(X) =:= 1 orelse X =:= a -> yes;
b(_) -> no.

c(X) when hd(X) =:= 1; X =:= a -> yes;
c(_) -> no.

d(X) when is_integer(X) and (X > 0) or (X =:= a) -> yes;
d(_) -> no.

f(X) when X orelse X =:= 1 -> yes;
f(_) -> no.

g(X) when (X =:= a orelse hd(X) =:= 1) andalso not (X =:= []), X =/= b; X < 0 -> yes;
g(_) -> no.
