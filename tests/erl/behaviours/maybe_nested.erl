%% maybe in maybe, in funs, with exceptions and shadowed matches.
%% otp: 27
-module(maybe_nested).
-export([main/0]).

main() ->
    [f(id(X)) || X <- [{a, {b, 1}}, {a, {c, 2}}, {d, 3}, x]] ++ [e(fun() -> maybe {ok, A} = id(X), A end end)
        || X <- [{ok, 1}, error]] ++ [maybe [X | T] ?= L, {X, maybe [Y | _] ?= T, Y else [] -> none end} end
                                      || L <- [id([1, 2]), id([1]), id([]), id(x)]] ++
    [try maybe ok ?= throw(id(t)), x else _ -> never end catch throw:t -> caught end].

f(X) ->
    maybe
        {a, I} ?= X,
        maybe {b, V} ?= I, {inner, V} else {c, W} -> {inner_else, W} end
    else
        {d, D} -> {outer_else, D};
        E -> {rest, E}
    end.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
