%% Match specifications: every function of guards and bodies, with good and bad arguments.
-module(matchspec_guards).
-export([main/0]).

main() ->
    Values = [1, 2.5, a, true, false, {1, 2}, [1, 2], [], <<"ab">>, #{a => 1}, 1 bsl 70, rec, {rec, 1}],
    One = [abs, float, hd, is_atom, is_float, is_integer, is_list, is_number, is_pid, is_port, is_reference, is_tuple, is_map, is_binary,
           is_function, length, round, size, map_size, bit_size, tl, trunc, 'not', 'bnot', node],
    Two = ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', '>', '>=', '<', '=<', '=:=', '==', '=/=', '/=', 'and', 'or',
           'xor', 'andalso', 'orelse', element, map_get, is_map_key],
    [[{F, [both(V, {F, '$1'}) || V <- Values]} || F <- One],
     [{F, [both({A, B}, {F, '$1', '$2'}) || A <- [1, 2.5, a, true, false], B <- Values]} || F <- Two],
     [both(V, {is_record, '$1', rec, 2}) || V <- Values],
     [both(V, {is_record, '$1', '$1', 2}) || V <- Values],
     [both({A, B, C}, E) || A <- [true, false, x], B <- [true, false, x], C <- [true, false],
                            E <- [{'and', '$1', '$2', '$3'}, {'or', '$1', '$2', '$3'}, {'andalso', '$1', '$2', '$3'}, {'orelse', '$1', '$2', '$3'},
                                  {'and', '$1'}, {'orelse', '$2'}, {'not', {'xor', '$1', '$2'}}, {andthen, '$1', '$2'},
                                  {'andalso', {'orelse', '$1', '$2'}, '$3', true}]],
     both(x, {'=:=', {self}, self()}), both(x, {'==', {node}, node()}), both(x, {is_function, {const, fun main/0}})].

%% What an expression of a value, or of the elements of a tuple, comes to in a body, and whether it lets a guard pass.
both(Values, Expression) ->
    Object = if is_tuple(Values) -> Values; true -> {Values} end,
    Head = list_to_tuple(lists:sublist(['$1', '$2', '$3'], tuple_size(Object))),
    {ok, Value, [], []} = erlang:match_spec_test(Object, [{Head, [], [Expression]}], table),
    {ok, Passed, [], []} = erlang:match_spec_test(Object, [{Head, [Expression], [passed]}, {'_', [], [not_passed]}], table),
    {Value, Passed}.
