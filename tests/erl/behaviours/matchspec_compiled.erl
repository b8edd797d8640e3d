%% Compiled match specifications: run over lists, sent, compared, and what is none.
-module(matchspec_compiled).
-export([main/0]).

main() ->
    All = ets:match_spec_compile([{'_', [], ['$_']}]),
    Pairs = ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$1', 1}], [{{'$2', '$1', #{k => '$1'}}}]}, {{'$1'}, [], ["one", '$1']}]),
    Fun = ets:match_spec_compile([{{'$1'}, [], [{{'$1', {const, fun lists:reverse/1}, {const, self()}}}]}]),
    Parent = self(),
    spawn(fun() -> Parent ! {compiled, Pairs, ets:match_spec_run([{3, c}], Pairs)} end),
    {Sent, There} = receive {compiled, Spec, Result} -> {Spec, Result} end,
    garbage_collect(),
    [ets:match_spec_run([{1}, {2, x}, b, {1, y}, {4, z}], Pairs), ets:match_spec_run([a, {b}], All), There, Sent =:= Pairs,
     ets:match_spec_run([{5, d}], Sent), All =:= Pairs, ets:match_spec_run([{a}], Fun) =:= [{a, fun lists:reverse/1, self()}],
     ets:match_spec_run_r([{1}, {2, x}], Pairs, tail), ets:match_spec_run_r([], Pairs, [a]), is_reference(All),
     length(ets:match_spec_run(lists:seq(1, 20000), All)),
     [ets:is_compiled_ms(X) || X <- [a, make_ref(), All, Pairs, Sent, <<>>, self(), [], binary:compile_pattern(<<"a">>)]],
     [e(F, A) || {F, A} <- [{match_spec_compile, [a]}, {match_spec_compile, [[{{'_'}, [], [{message, a}]}]]}, {match_spec_compile, [[]]},
                            {match_spec_compile, [[{'_', [], []}]]}, {match_spec_run_r, [[a], b, []]}, {match_spec_run_r, [[a | b], All, []]},
                            {match_spec_run_r, [a, All, []]}]],
     run(ets:fun2ms(fun({A, B}) when A > B; is_atom(A) -> {B, A}; (X) when is_integer(X), X > 3 -> X + 1 end)),
     run(ets:fun2ms(fun({A, B} = Whole) when element(1, Whole) =:= B orelse not is_atom(A) andalso B =/= x -> [A, Whole, #{}] end)),
     run(ets:fun2ms(fun({A, [B | C]}) -> {A, self() =:= self(), B, length(C)} end))].

-include_lib("stdlib/include/ms_transform.hrl").

run(Spec) -> {Spec, ets:match_spec_run([{2, 1}, {a, b}, {1, 1}, 5, 3, {x, [1, 2, 3]}, {1, [2]}], ets:match_spec_compile(Spec))}.

e(Function, Args) ->
    try
        apply(ets, Function, Args)
    catch
        C:R:_ -> {C, R}
    end.
