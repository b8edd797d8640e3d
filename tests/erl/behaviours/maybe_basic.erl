%% maybe with ?= and else.
%% otp: 27
-module(maybe_basic).
-export([main/0]).

main() -> [f(id(X)) || X <- [{ok, 1}, {ok, -5}, error, {error, why}, {ok, a}]] ++
    [g(id(X)) || X <- [{ok, 1}, no]] ++ [e(fun() -> h(id(X)) end) || X <- [{ok, 1}, {bad, 2}, {worse}]].

f(X) ->
    maybe
        {ok, A} ?= X,
        true ?= is_integer(A),
        B = A * 2,
        {pos, C} ?= sign(B),
        {fine, C}
    else
        {error, R} -> {failed, R};
        false -> no_integer;
        {neg, N} when N < 0 -> {negative, N};
        Other -> {other, Other}
    end.

g(X) -> maybe {ok, A} ?= X, A + 1 end.

h(X) -> maybe {ok, A} ?= X, A else {bad, B} -> B end.

sign(N) when N > 0 -> {pos, N};
sign(N) -> {neg, N}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
