%% Random operations on tables, the same wherever the seed is the same, and what comes of each.
-module(tables).
-export([main/2, run/3]).

%% Writes what every type of table comes to.
main(Output, {Seed, Count}) ->
    Lines = [io_lib:format("~ts ~0tp~n", [Type, run(Type, Seed, Count)]) || Type <- [set, ordered_set, bag, duplicate_bag]],
    ok = file:write_file(Output, unicode:characters_to_binary(Lines)).

run(Type, Seed, Count) when is_list(Type) -> run(list_to_atom(Type), list_to_integer(Seed), list_to_integer(Count));
run(Type, Seed, Count) ->
    put(random, Seed),
    Table = ets:new(table, [Type, {keypos, 1 + random(2)}]),
    Results = [step(Table, Type, N) || N <- lists:seq(1, Count)],
    true = ets:delete(Table),
    Results.

random(N) ->
    Next = (get(random) * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff,
    put(random, Next),
    (Next bsr 33) rem N.

one(List) -> lists:nth(1 + random(length(List)), List).

step(Table, Type, N) when N rem 100 =:= 0 ->
    {all, ets:info(Table, size), sorted(Type, ets:tab2list(Table)), walk(Table, Type)};
step(Table, Type, _) ->
    {Function, Arguments} = operation(Table, Type),
    Result =
        try apply(ets, Function, [Table | Arguments]) of
            List when is_list(List), Function =/= lookup, Function =/= lookup_element, Function =/= take -> sorted(Type, List);
            {List, Continuation} when Function =:= select; Function =:= select_reverse ->
                {length(List), sorted(Type, List ++ rest(ets:select(Continuation)))};
            Other -> Other
        catch
            error:Reason:Stack -> {Reason, element(2, hd(Stack))}
        end,
    {Function, Arguments, Result}.

rest('$end_of_table') -> [];
rest({List, Continuation}) -> List ++ rest(ets:select(Continuation)).

sorted(ordered_set, List) -> List;
%% Terms that are equal and not the same, as 1 and 1.0, are told apart by their hashes.
sorted(_, List) -> [Term || {Term, _} <- lists:sort([{Term, erlang:phash2(Term)} || Term <- List])].

walk(Table, Type) -> sorted(Type, keys(Table, ets:first(Table))).

keys(_, '$end_of_table') -> [];
keys(Table, Key) -> [Key | keys(Table, ets:next(Table, Key))].

operation(Table, Type) ->
    case random(24) of
        N when N < 6 -> {insert, [object()]};
        6 when Type =:= bag -> {insert_new, [object()]};
        6 -> {one([insert, insert_new]), [[object() || _ <- lists:seq(1, random(12))]]};
        7 -> {insert_new, [object()]};
        8 -> {delete, [key()]};
        9 -> {delete_object, [one([object() | ets:lookup(Table, key())])]};
        10 -> {lookup, [key()]};
        11 -> {member, [key()]};
        12 -> {lookup_element, [key(), one([1, 2, 3, 4, 0])]};
        13 ->
            case ets:info(Table, fixed) of
                true -> {lookup, [key()]};
                false -> {take, [key()]}
            end;
        14 -> {update_counter, [key() | one([[counter()], [counter(), object()]])]};
        15 -> {update_element, [key(), element()]};
        16 -> {select, [spec(value()) | one([[], [], [1 + random(5)]])]};
        17 -> {select_reverse, [spec(value()) | one([[], [1 + random(5)]])]};
        18 -> {select_count, [spec(true)]};
        19 -> {select_delete, [spec(true)]};
        20 -> {select_replace, [one([spec('$_'), spec({{'$1', '$2', {{'$3'}}}}), spec({{'$1', '$2', replaced}})])]};
        21 -> {one([match, match_object]), [pattern()]};
        22 -> {safe_fixtable, [one([true, false])]};
        23 ->
            case random(40) of
                0 -> {delete_all_objects, []};
                _ -> {one([next, prev]), [next_of(Type)]}
            end
    end.

%% Which key is the next is known in an ordered set only.
next_of(ordered_set) -> key();
next_of(_) -> {no, such, key}.

key() ->
    one([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1.0, 2.0, 2.5, -1, 1 bsl 64, 1 bsl 65, a, b, c, {}, {a}, {a, 1}, {a, 2}, {a, 1.0}, {b, 1}, [], [a], [a, b],
         [a | b], "text", <<>>, <<"binary">>, <<5:3>>, #{}, #{a => 1}, #{a => 1.0}, 'Ä', random(1000)]).

value() -> one(['$_', '$$', '$1', {{'$2', '$1'}}, x, {element, 2, '$_'}]).

object() -> list_to_tuple([key(), key() | one([[], [], [random(5)], [key()], [random(5), random(5)]])]).

counter() ->
    one([random(10), -random(10), {3, 1}, {3, -2}, {3, 5, 10, 0}, {3, -5, 0, 10}, {4, 1}, [{3, 1}, {4, 2}], [{3, 1}, {3, 1}], {2, 1}, {1, 1}, {3, 1 bsl 64},
         [], {9, 1}, x]).

element() -> one([{3, key()}, [{3, key()}, {4, key()}], {2, key()}, {1, key()}, {9, key()}, [], x]).

spec(Body) -> [{pattern(), guard(), [Body]} || _ <- lists:seq(0, random(3) div 2)].

%% All patterns have the first two variables and the third. OTP 25 takes maps without variables for constants.
pattern() ->
    one([{'$1', '$2', '$3'}, {'$1', '$2', '$3'}, {'$1', '$2', '$3', '_'}, {constant(), '$2', '$3'}, {'$1', constant(), '$3'},
         {constant(), constant(), '$3'}, {{a, '$1'}, '$2', '$3'}, {'$2', {'$1', '_'}, '$3'}, {[a | '$1'], '$2', '$3'}, {'$1', [a | '$2'], '$3'},
         {#{a => '$1'}, '$2', '$3'}, {'$1', '$1', '$3'}]).

constant() ->
    case key() of
        Map when is_map(Map) -> a;
        Key -> Key
    end.

guard() -> one([[], [], [{'>', '$3', 2}], [{is_integer, '$3'}], [{'=:=', '$3', {const, key()}}], [{'rem', '$3', 2}], [{'<', '$3', a}]]).
