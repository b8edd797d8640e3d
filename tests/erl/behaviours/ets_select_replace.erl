%% Replacing what a match specification says, where it is seen to keep the key.
-module(ets_select_replace).
-export([main/0]).

main() ->
    [{Type, replaced(Type)} || Type <- [set, ordered_set, bag, duplicate_bag]].

replaced(Type) ->
    Table = ets:new(Type, [Type]),
    Keys = [1, 2, 3, {k, 1}, [l, 2], a, <<"b">>],
    [true = ets:insert(Table, {Key, Value}) || Key <- Keys, Value <- [1, 2]],
    Clauses =
        [{{'$1', '_'}, [{is_integer, '$1'}], [{{'$1', new}}]}, {{'$1', '_'}, [], [{{x, '$1'}}]}, {{'$1', '_'}, [], ['$_']},
         {{'$1', '$2'}, [], [{{{element, 1, '$_'}, {{'$2', more}}}}]}, {{3, '_'}, [], [{{3, three}}]}, {{3, '_'}, [], [{{{const, 3}, four}}]},
         {{3, '_'}, [], [{const, {3, five}}]}, {{3, '_'}, [], [{const, {4, five}}]}, {{'$1', '_'}, [], [x, {{'$1', z}}]}, {{'$1', '_'}, [], []},
         {{{k, '$1'}, '_'}, [], [{{{{k, '$1'}}, tuple}}]}, {{{k, '$1'}, '_'}, [], [{{{{l, '$1'}}, tuple}}]}, {{'_', '$2'}, [], [{{'$2', z}}]},
         {'$1', [], ['$1']}, {{[l, '$1'], '_'}, [], [{{[l, '$1'], list}}]}, {{[l | '$1'], '_'}, [], [{{[l | '$1'], tail}}]},
         {{['$1' | '$2'], '_'}, [], [{{['$2' | '$1'], tail}}]}, {{#{a => 1}, '_'}, [], [{{#{a => 1}, z}}]}, {{a, '_'}, [], [{{a}}]},
         {{a}, [], [{{a, again, again}}]}, {{<<"b">>, '_'}, [], [{{<<"b">>, [1, 2, 3]}}]}, {{<<"b">>, '_'}, [], [{{<<"c">>, []}}]},
         {{1, '_'}, [], [{{1.0, z}}]}, {a, [], [b]}, {{'_', '_'}, [], [{{'_', z}}]}, {{{k, 1}, '_'}, [], [{{{const, {k, 1}}, constant}}]}],
    Told = [told(fun() -> ets:select_replace(Table, [Clause]) end) || Clause <- Clauses],
    Two = told(fun() -> ets:select_replace(Table, [{{1, '_'}, [], [{{1, one}}]}, {{2, '_'}, [], [{{3, two}}]}]) end),
    {Told, Two, told(fun() -> ets:select_replace(Table, []) end), lists:sort(ets:tab2list(Table))}.

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, element(4, hd(Stack))}
    end.
