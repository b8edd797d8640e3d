%% Code compiled without type optimisations.
%% options: [no_type_opt]
-module(opt_no_type_opt).
-export([main/0]).

main() -> [sum(lists:seq(1, 100), 0), f({a, 1}), f([1, 2]), g(5, 7), g(2.5, 2), bin(<<1, 2, 3>>, 0), e(fun() -> g(id(a), 1) end),
           h(#{k => 5}), [X + 1 || X <- [1, 2], is_integer(X)]].

sum([X | Xs], S) -> sum(Xs, S + X);
sum([], S) -> S.

f({_, X}) -> X + 1;
f([X, Y]) -> {X, Y}.

g(X, Y) -> Z = X * Y - X, Z / 2 + 1.0.

bin(<<X, R/binary>>, S) -> bin(R, S * 2 + X);
bin(<<>>, S) -> S.

h(#{k := V} = M) -> M#{k := V + 1}.

%% What a fun returns, or how it fails and where.
e(F) ->
    try
        F()
    catch
        C:R:S -> {C, R, hd(S)}
    end.

id(X) -> X.
