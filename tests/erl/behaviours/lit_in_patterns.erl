%% Literals of all kinds as patterns.
-module(lit_in_patterns).
-export([main/0]).

main() -> [f(id(X)) || X <- [{1, [2, {3, "x"}]}, {1, [2, {3, "y"}]}, "hello", [$h | "ello"], <<"hello">>, 2.5,
                             1 bsl 70, {[], {}}, [[], []], #{a => 1}, [a | b], <<1:3>>, 'Ω']].

f({1, [2, {3, "x"}]}) -> nested;
f({1, [2 | _]}) -> nested_begin;
f("hello") -> string;
f(<<"hello">>) -> binary;
f(2.5) -> float;
f(1180591620717411303424) -> big;
f({[], {}}) -> empties;
f([[], []]) -> nils;
f([a | b]) -> improper;
f(<<1:3>>) -> bits;
f('Ω') -> omega;
f(#{a := 1}) -> map;
f(_) -> other.

id(X) -> X.
