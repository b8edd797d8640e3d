%% erts_internal:cmp_term/2 is the order of keys of maps; the units of time.
-module(term_exact_order).
-export([main/0]).

main() ->
    Terms = [1, 1.0, 2, 1.5, 1 bsl 70, -(1 bsl 70), a, b, {}, {1}, {1.0}, [], [1], [1.0], <<>>, <<1>>, #{}, #{1 => 2}, #{1.0 => 2}],
    [[erts_internal:cmp_term(A, B) || A <- Terms, B <- Terms], erts_internal:time_unit(), erts_internal:perf_counter_unit(),
     erlang:time_offset(second) =:= erlang:time_offset() div 1000000000,
     [e(Unit) || Unit <- [a, 0, -1, 1.0, []]]].

e(Unit) ->
    try
        erlang:time_offset(Unit)
    catch
        C:R:S -> {C, R, hd(S)}
    end.
