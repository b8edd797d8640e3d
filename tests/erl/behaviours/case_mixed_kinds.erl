%% Clauses of all kinds in one function, tried in their order.
-module(case_mixed_kinds).
-export([main/0]).

main() -> [f(X) || X <- [1, 1.0, a, "a", <<"a">>, {a}, #{a => 1}, [], {}, #{}, <<>>, self(), 1 bsl 80, 2, b, {b, c},
                         [x], fun() -> x end]].

f(1) -> int_one;
f(a) -> atom_a;
f(1.0) -> float_one;
f("a") -> string;
f(<<"a">>) -> binary;
f({a}) -> tuple;
f(#{a := 1}) -> map;
f([]) -> nil;
f({}) -> empty_tuple;
f(<<>>) -> empty_binary;
f(X) when X =:= #{} -> empty_map;
f(1208925819614629174706176) -> big;
f(X) when is_pid(X) -> pid;
f(X) when is_integer(X) -> integer;
f({X, _}) -> {pair, X};
f([X | _]) -> {list, X};
f(X) when is_atom(X) -> atom;
f(_) -> other.
