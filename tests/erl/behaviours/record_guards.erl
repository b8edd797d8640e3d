%% Record fields and tests in guards.
-module(record_guards).
-export([main/0]).
-record(p, {name, age}).

main() -> [f(X) || X <- [#p{name = a, age = 5}, #p{name = b, age = 20}, #p{name = c}, {p, 1}, x,
                         #p{name = d, age = 70}]].

f(P) when P#p.age < 18 -> {child, P#p.name};
f(#p{age = A}) when is_integer(A), A > 65 -> retired;
f(P) when is_record(P, p), P#p.age =/= undefined -> adult;
f(P) when is_record(P, p) -> unknown;
f(_) -> no_person.
