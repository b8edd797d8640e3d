%% try..of: what happens in the branches after of is not protected.
-module(exc_try_of).
-export([main/0]).

main() ->
    [e(fun() -> t(id(X)) end) || X <- [1, 2, 3, 4, 5]].

t(X) ->
    try f(X) of
        one -> error(in_branch);
        {two, Y} when Y > 1 -> Y;
        three -> throw(in_branch)
    catch
        throw:T -> {caught, T};
        error:{bad, B} -> {caught_error, B}
    end.

f(1) -> one;
f(2) -> {two, 2};
f(3) -> three;
f(4) -> throw(four);
f(5) -> error({bad, five}).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
