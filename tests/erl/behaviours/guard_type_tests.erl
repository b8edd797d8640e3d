%% Every type test on every kind of term.
-module(guard_type_tests).
-export([main/0]).

main() ->
    Terms = [0, 1 bsl 70, 1.5, a, true, [], [a], [a | b], {}, {a}, #{}, #{a => 1}, <<>>, <<1:1>>, fun() -> x end,
             fun lists:map/2, self(), make_ref()],
    [t(X) || X <- Terms].

t(X) ->
    [K || {K, true} <- [{atom, is_atom(X)}, {boolean, is_boolean(X)}, {integer, is_integer(X)},
                        {float, is_float(X)}, {number, is_number(X)}, {list, is_list(X)}, {tuple, is_tuple(X)},
                        {map, is_map(X)}, {binary, is_binary(X)}, {bitstring, is_bitstring(X)},
                         {function, is_function(X)}, {pid, is_pid(X)}, {reference, is_reference(X)},
                         {port, is_port(X)}]] ++ g(X).

g(X) when is_boolean(X) -> ["boolean"];
g(X) when is_atom(X) -> ["atom"];
g(X) when is_float(X) -> ["float"];
g(X) when is_number(X) -> ["number"];
g(X) when is_list(X); is_tuple(X) -> ["list or tuple"];
g(X) when is_binary(X) -> ["binary"];
g(X) when is_bitstring(X) -> ["bits"];
g(X) when is_function(X); is_pid(X) -> ["fun or pid"];
g(X) when is_reference(X) -> ["reference"];
g(X) when is_map(X) -> ["map"].
