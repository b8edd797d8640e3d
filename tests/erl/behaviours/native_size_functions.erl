%% size, byte_size, bit_size, tuple_size, map_size and length on every kind.
-module(native_size_functions).
-export([main/0]).

main() ->
    Terms = [0, a, [], [a], {}, {a, b}, <<>>, <<1, 2>>, <<1:5>>, #{}, #{a => 1}, 1.5, self()],
    [{t(fun() -> size(X) end), t(fun() -> byte_size(X) end), t(fun() -> bit_size(X) end),
      t(fun() -> tuple_size(X) end), t(fun() -> map_size(X) end), t(fun() -> length(X) end)} || X <- Terms].

t(F) -> try F() catch C:R -> {C, R} end.
