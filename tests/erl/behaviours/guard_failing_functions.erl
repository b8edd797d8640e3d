%% A guard whose function fails is false, and the rest of its alternatives go on.
-module(guard_failing_functions).
-export([main/0]).

main() -> [[a(X), b(X), c(X), d(X), f(X)] || X <- [0, 5, a, [], [1, 2], {1}, {}, <<1>>, <<1:1>>, #{}, #{a => 2}, 2.5]].

a(X) when hd(X) =:= 1; element(1, X) =:= 1; X > 4 -> yes;
a(_) -> no.

b(X) when length(X) < 2; tuple_size(X) < 1; byte_size(X) =:= 1 -> yes;
b(_) -> no.

c(X) when tl(X) =:= [2]; map_get(a, X) =:= 2; bit_size(X) =:= 1 -> yes;
c(_) -> no.

d(X) when 10 div X =:= 2; abs(X) < 1; trunc(X) =:= 2 -> yes;
d(_) -> no.

f(X) when not X -> not_x;
f(X) when X + 1 > 3, X * 2 < 100 -> number;
f(X) when size(X) =:= 0; map_size(X) =:= 0 -> empty;
f(_) -> no.
