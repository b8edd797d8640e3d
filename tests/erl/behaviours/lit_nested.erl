%% Literals of every kind, nested and shared, come out as they were written.
-module(lit_nested).
-export([main/0]).

main() -> [x(), x() =:= x(), element(3, x()), {x(), y(), y()}, hd(y()), z(1), z(2), erts_free()].

x() -> {1, 2.5, "text", <<"bin", 3:3>>, [a | b], #{k => {v, [w]}}, 123456789012345678901234567890, -1.0e-10, [], {},
        #{}, 'an atom', $c, <<>>, fun lists:map/2}.

y() -> [{a, [{b, [{c, "deep"}]}]}, #{1 => #{2 => #{3 => <<4>>}}}, [[[[[]]]]], {{{{}}}}].

z(1) -> {same, [1, 2, 3]};
z(2) -> {same, [1, 2, 3]}.

erts_free() -> [{X, [1, 2, 3], "abc"} || X <- [1, 2]].
