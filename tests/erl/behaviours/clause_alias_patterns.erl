%% Patterns with aliases give the whole and the parts.
-module(clause_alias_patterns).
-export([main/0]).

main() -> [f({a, [1, 2, 3]}), f({b, #{k => {x, y}}}), f({c, <<1, 2>>}), f(z), g([{p, 1}, {q, 2}])].

f({a, [H | T] = L} = A) -> {A, L, H, T};
f({b, #{k := {X, _} = P} = M}) -> {M, P, X};
f({c, <<H, _/binary>> = B}) -> {H, B};
f(X = Y) -> {X, Y}.

g([{_, A} = P | [{_, B} | _] = R] = L) -> {L, P, R, A + B}.
