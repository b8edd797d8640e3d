%% Match specifications for traces: what a test tells of their functions.
-module(matchspec_traces).
-export([main/0]).

main() ->
    Bodies = [[{return_trace}], [{exception_trace}], [{exception_trace}, {return_trace}], [{message, false}], [{message, '$1'}], [{message, true}],
              [{message, {caller}}], [{message, {get_seq_token}}], [{message, {is_seq_trace}}], [{message, {set_seq_token, label, 1}}],
              [{message, {set_seq_token, send, true}}], [{message, {set_seq_token, serial, 1}}], [{message, {set_seq_token, foo, 1}}],
              [{message, {silent, true}}], [{message, {silent, foo}}], [{message, {set_tcw, 5}}], [{message, {set_tcw, a}}], [{message, {get_tcw}}],
              [{message, {is_integer, {self}}}], [], [a], ['$1', '$_', {message, '$_'}], [{message, '$$'}], [{message, {message, a}}],
              [{message, {node}}], [{return_trace, a}], [{caller, a}], [{message}], [{display}], [{process_dump, a}], [{silent}], [{enable_trace}],
              [{disable_trace, a, b, c}], [{trace, a}], [{set_seq_token, a}], [{get_seq_token, a}], [{is_seq_trace, a}], [{exception_trace, 1}],
              [{set_tcw}], [{message, {is_binary, {process_dump}}}], [{message, {hd, []}}], [{is_seq_trace}, {message, b}, {message, c}]],
    [[{Body, test([x], [{['$1'], [], Body}], trace), test([x], [{['$1'], Body, []}], trace), test({x}, [{{'$1'}, [], Body}], table)} || Body <- Bodies],
     test([x, y], [{'$1', [], [{message, {{'$1', '$_'}}}]}], trace), test([x, y], [{'_', [], [{message, '$_'}]}], trace),
     test([x, y], [{['_'], [], []}], trace), test([x | y], [{'_', [], []}], trace), e([a, [{'_', [], []}], trace]),
     e([a, [{'_', [], [b]}], foo]), e([a, [{b, [], [b]}], table]), test([], [{[], [], []}], trace), test([], [{'$1', [], [{message, '$1'}]}], trace),
     test([a, b], [{['$1', '$2'], [{'>', '$1', '$2'}], []}, {['$1', '$2'], [{is_seq_trace}], []}, {['_', b], [], [{message, second}]}], trace)].

test(Args, Spec, Dialect) -> erlang:match_spec_test(Args, Spec, Dialect).

e(Args) ->
    try
        apply(erlang, match_spec_test, Args)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
