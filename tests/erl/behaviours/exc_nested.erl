%% An exception in a catch clause replaces the first one; inner clauses that do not fit let it through.
-module(exc_nested).
-export([main/0]).

main() -> [e(fun() -> t(id(X)) end) || X <- [a, b, c, d, e]].

t(X) ->
    try
        try f(X)
        catch
            throw:a -> error(replaced);
            error:b -> throw(to_outer);
            exit:c -> inner
        end
    catch
        throw:T -> {outer, T};
        error:{d, D} -> {outer_error, D}
    end.

f(a) -> throw(a);
f(b) -> error(b);
f(c) -> exit(c);
f(d) -> error({d, 1});
f(e) -> exit(e).

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
