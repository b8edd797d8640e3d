%% A module in the form that Gleam's compiler gives to Erlang: names with '@', attributes of lines, bindings that are
%% counted on, its error maps, records as tuples, strings as UTF-8 binaries.
-module(gleam@shapes).
-compile([no_auto_import, nowarn_ignored, nowarn_unused_vars, nowarn_unused_function, nowarn_nomatch, inline]).
-define(FILEPATH, "src/gleam/shapes.gleam").
-export([area/1, count/2, describe/1, first/1, main/0]).
-export_type([shape/0, tree/1]).

-type shape() :: {circle, float()} | {square, float()} | nothing.

-type tree(AAB) :: leaf | {node, tree(AAB), AAB, tree(AAB)}.

-file("src/gleam/shapes.gleam", 12).
-spec area(shape()) -> float().
area(Shape) ->
    case Shape of
        {circle, Radius} ->
            (3.0 * Radius) * Radius;

        {square, Side} ->
            Side * Side;

        nothing ->
            +0.0
    end.

-file("src/gleam/shapes.gleam", 20).
-spec count_loop(list(AAC), fun((AAC) -> boolean()), integer()) -> integer().
count_loop(List, Keep, Acc) ->
    case List of
        [] ->
            Acc;

        [First | Rest] ->
            Acc@1 = case Keep(First) of
                true ->
                    Acc + 1;

                false ->
                    Acc
            end,
            count_loop(Rest, Keep, Acc@1)
    end.

-file("src/gleam/shapes.gleam", 31).
-spec count(list(AAD), fun((AAD) -> boolean())) -> integer().
count(List, Keep) ->
    count_loop(List, Keep, 0).

-file("src/gleam/shapes.gleam", 35).
-spec insert(tree(integer()), integer()) -> tree(integer()).
insert(Tree, Value) ->
    case Tree of
        leaf ->
            {node, leaf, Value, leaf};

        {node, Left, Own, Right} when Value < Own ->
            {node, insert(Left, Value), Own, Right};

        {node, Left@1, Own@1, Right@1} ->
            {node, Left@1, Own@1, insert(Right@1, Value)}
    end.

-file("src/gleam/shapes.gleam", 43).
-spec describe(shape()) -> binary().
describe(Shape) ->
    _pipe = Shape,
    _pipe@1 = area(_pipe),
    _pipe@2 = erlang:float_to_binary(_pipe@1, [{decimals, 2}]),
    (fun(Text) -> <<<<"Größe "/utf8, Text/binary>>/binary, " m²"/utf8>> end)(_pipe@2).

-file("src/gleam/shapes.gleam", 50).
-spec first({ok, AAE} | {error, any()}) -> AAE.
first(Result) ->
    Value@1 = case Result of
        {ok, Value} -> Value;
        _assert_fail ->
            erlang:error(#{gleam_error => let_assert,
                        message => <<"Pattern match failed, no pattern matched the value."/utf8>>,
                        file => <<?FILEPATH/utf8>>,
                        module => <<"gleam/shapes"/utf8>>,
                        function => <<"first"/utf8>>,
                        line => 51,
                        value => _assert_fail})
    end,
    Value@1.

-file("src/gleam/shapes.gleam", 60).
-spec main() -> list(any()).
main() ->
    Shapes = [{circle, 2.0}, {square, 1.5}, nothing],
    Failed = try first({error, nil}) catch Class:Reason:Trace -> {Class, Reason, lists:sublist(Trace, 1)} end,
    [lists:map(fun describe/1, Shapes),
        count(Shapes, fun(Shape) -> area(Shape) > 1.0 end),
        lists:foldl(fun(Value, Tree) -> insert(Tree, Value) end, leaf, [3, 1, 2, 5]),
        first({ok, 7}),
        Failed].
