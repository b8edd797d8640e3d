%% Choices among few values, and over Booleans.
-module(case_two_atoms).
-export([main/0]).

main() -> [[f(X), g(X), h(X)] || X <- [true, false, a, ok, error, 1]].

f(true) -> 1;
f(false) -> 0;
f(_) -> x.

g(ok) -> fine;
g(error) -> bad;
g(_) -> unknown.

h(X) ->
    case X =:= a of
        true -> same;
        false -> differs
    end.
