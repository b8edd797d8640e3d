%% Exceptions caught inside the arguments of a call, with other arguments evaluated around them.
-module(exc_try_in_argument).
-export([main/0]).

main() -> [f(id(1), try error(a) catch error:X -> X end, id(3)), f(catch throw(b), id(2), catch exit(c)),
           {id(x), try id(y) after id(z) end, [try throw(t) catch T -> T end | catch id(w)]},
           #{k => catch throw(v), (catch throw(key)) => 1}, <<(try throw(7) catch N -> N end):8>>].

f(A, B, C) -> [A, B, C].

id(X) -> X.
