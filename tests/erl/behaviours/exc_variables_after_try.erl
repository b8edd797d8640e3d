%% Variables bound before a try are there in all its parts.
-module(exc_variables_after_try).
-export([main/0]).

main() -> [t(id(X), id([y])) || X <- [1, 2, 3, 4]].

t(X, Y) ->
    A = id({X}),
    B = id([A | Y]),
    R = try
            C = f(X),
            {C, A}
        catch
            throw:T -> {T, B};
            error:E -> {E, A, B}
        after
            self() ! {after_part, A}
        end,
    receive {after_part, Z} -> {R, Z =:= A, B} end.

f(1) -> one;
f(2) -> throw(two);
f(3) -> error(three);
f(4) -> throw({four}).

id(X) -> X.
