%% An error in one alternative of a guard does not touch the others.
-module(guard_semicolon_failures).
-export([main/0]).

main() -> [[f(X), g(X), h(X)] || X <- [1, a, {x, y}, [z], <<"b">>, #{}]].

f(X) when X + 1 > 0; element(1, X) =:= x; hd(X) =:= z -> yes;
f(_) -> no.

g(X) when hd(X) =:= z; is_atom(X), X =/= b; byte_size(X) > 0, X =:= <<"b">> -> yes;
g(_) -> no.

h(X) when map_size(X) =:= 0; (element(2, X) =:= y) xor false -> yes;
h(X) when X =:= 1 andalso true; X == a orelse fail -> other;
h(_) -> no.
