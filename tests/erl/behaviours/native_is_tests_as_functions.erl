%% Type tests called through apply and as funs.
-module(native_is_tests_as_functions).
-export([main/0]).

main() ->
    Tests = [is_atom, is_binary, is_bitstring, is_boolean, is_float, is_function, is_integer, is_list, is_map,
             is_number, is_pid, is_port, is_reference, is_tuple],
    Terms = [a, true, 1, 1 bsl 70, 1.5, [], [a], {}, <<>>, <<1:1>>, #{}, self(), make_ref(), fun() -> x end],
    [{T, [erlang:T(X) || X <- Terms], lists:filter(fun(X) -> erlang:T(X) end, [a, 1, [], {}])} || T <- Tests].
