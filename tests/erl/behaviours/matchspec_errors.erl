%% Match specifications that are none: what is said of them, for tables and for traces.
-module(matchspec_errors).
-export([main/0]).

main() -> [{Spec, [e({x}, Spec, table), e([x], Spec, trace)]} || Spec <- specs()].

specs() ->
    [a, [], [a | b], [a], [{a, b}], [{a, b, c}], [{'_', a, [true]}], [{'_', [], []}], [{'_', [], a}], [{'_', [a | b], [true]}],
     [{'_', [], [a | b]}], [{'_', [], ['$1']}], [{'$1', ['$2', '$3'], ['$4', {foo}, {bar, '$9'}]}, {'_', [], ['$7']}],
     [{'_', [], [{}]}], [{'_', [], [{1, 2}]}], [{'_', [], [{a}]}], [{'_', [], [{{a, {b}}}]}], [{'_', [], [{const}]}],
     [{'_', [], [{const, a, b}]}], [{'_', [], [{'and'}]}], [{'_', [], [{'or'}]}], [{'_', [], [{'andalso'}]}], [{'_', [], [{'orelse'}]}],
     [{'_', [], [{self, a}]}], [{'_', [], [{message, a}]}], [{'_', [], [{return_trace}]}], [{'_', [], [#{a => '$1'}]}],
     [{'$100000000', [], ['$100000000', '$5']}], [{'_', [], [{lists:duplicate(60, abcdefgh), b}]}],
     [{'_', [], [{list_to_atom(lists:duplicate(120, $a)), b}]}], [{'_', [{is_list, '$1'}, {foo, bar}], []}], [{[], [], []}], [{[a | b], [], []}],
     [{{a}, [], [true]}], [{'$1', [], [{'+', 1, {'-', 2}}, {a, b, c}]}], [{'_', [], [{'$1', 2}]}], [{'_', [], [{'$_', 2}]}],
     [{'_', [], [[{x, y} | {z}]]}], [{'_', [], [{'or', {x}, {y}}, {'andalso', {x}, {y}}, {element, {x}, {y}}, {{{x}, {y}}}]}],
     [{'_', [], [{element, 1}]}], [{'_', [], [{'+', 1, 2, 3}]}], [{'_', [], [{lists, reverse}]}], [{'_', [], [{"f", 1}]}], [{'_', [], [{{}, 1}]}],
     [{'_', [], [{get_tcw}]}], [{'_', [{get_tcw}], [true]}], [{'_', [{set_tcw, 1}], [true]}], [{'_', [], [{set_tcw, 1}]}],
     [{'_', [], [{is_record, 1, 2, 3, 4}]}], [{'_', [], [true | '$1']}], [{'$1', [{is_atom, '$1'} | x], [true]}], {'_', [], [true]},
     [{'_', [], [true]}, a], [{'_', [], [true]}, {'_', [], [{foo}]}], [{'_', [{const, true}, {'not', {f}}], [true]}],
     [{'_', [], [{'andalso', {f, 1}, {g}, {h}}]}], [{'_', [{'andalso', {f, 1}, {g}, {h}}], [1]}], [{'_', [], [[1, [{f} | {g}]]]}]].

e(Object, Spec, Dialect) ->
    try
        erlang:match_spec_test(Object, Spec, Dialect)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
