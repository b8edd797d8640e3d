%% Keys of which only the begin is known, in an ordered set.
-module(ets_select_ordered).
-export([main/0]).

main() ->
    Table = ets:new(table, [ordered_set]),
    Keys = [{A, B} || A <- [a, b, 1, 1.5, {}], B <- [1, 2, x]] ++ [[A, B] || A <- "ab", B <- "xyz"] ++ [{a}, {a, 1, 2}, [], a, 1, <<"a">>]
        ++ [#{K => 1} || K <- [a, b]] ++ [{#{a => 1}, V} || V <- [1, 2]] ++ [[97 | 98]],
    [true = ets:insert(Table, {Key, value}) || Key <- Keys],
    Patterns = [{a, '$1'}, {'$1', 1}, {1, '_'}, {1.0, '$1'}, {'_', '_'}, [$a | '$1'], [$a, '$1'], ['$1', $x], [$a, $x | '_'], {a, '$1', '_'}, {},
                [], '$1', {{}, '$1'}, {a, 1}, {1.0, 1}, #{a => '$1'}, {#{a => 1}, '$1'}, {#{a => '_'}, 2}, [97 | '$1'], {'$1'}],
    [begin
         Spec = [{{Pattern, '_'}, [], ['$_']}],
         All = ets:select(Table, Spec),
         {Pattern, All, ets:select_reverse(Table, Spec) =:= lists:reverse(All), lists:append(collect(ets:select(Table, Spec, 2))) =:= All,
          lists:append(collect(ets:select_reverse(Table, Spec, 2))) =:= lists:reverse(All)}
     end || Pattern <- Patterns]
        ++ [ets:select(Table, [{{P1, '_'}, [], ['$_']}, {{P2, '_'}, [], ['$_']}])
            || {P1, P2} <- [{{a, 1}, {b, 1}}, {{a, '_'}, {a, 1}}, {[$a | '_'], {1, '_'}}, {{a, 2}, {zzz}}, {1, 1.0}]].

collect('$end_of_table') -> [];
collect({Part, Continuation}) -> [Part | collect(ets:select(Continuation))].
