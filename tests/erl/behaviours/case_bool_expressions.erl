%% Cases over Boolean expressions that the compiler turns into tests.
-module(case_bool_expressions).
-export([main/0]).

main() -> [[f(X, Y), g(X, Y), h(X)] || X <- [1, 2, a], Y <- [1, a, []]].

f(X, Y) ->
    case is_atom(X) orelse Y =:= 1 of
        true when X > Y -> gt;
        true -> yes;
        false -> no
    end.

g(X, Y) ->
    B = X =:= Y,
    C = is_list(Y) and not B,
    if B -> same; C -> list; not C -> neither end.

h(X) ->
    case X > 1 andalso X of
        false -> small;
        true -> never;
        V -> {value, V}
    end.
