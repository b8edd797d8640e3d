%% Match specifications: what bodies build, and several clauses and conditions.
-module(matchspec_bodies).
-export([main/0]).

main() ->
    Object = {key, [1, {2}], #{a => 1}},
    Bodies = ['$_', '$$', '$1', [], a, 1.5, "text", {{}}, {{a}}, {{'$1', {{'$2'}}}}, [['$1' | '$2']], ['$1', '$2' | '$3'], {const, {a, '$1', '$_'}},
              {const, []}, {{{const, '$1'}, '$1'}}, #{x => '$1', 2 => {{'$2'}}}, #{}, #{a => {const, {b}}}, {element, 2, '$_'}, {hd, '$2'},
              {element, 9, '$_'}, {{{element, 9, '$_'}}}, [{tl, '$2'}, {hd, []}], {map_get, a, '$3'}, {map_get, b, '$3'}, <<"binary">>, 1 bsl 70,
              [[[[]]]], {{{{{{'$1'}}}}}}, '$_x', '$', '_', {size, '$_'}, {'+', {'*', 2, 3}, {length, '$2'}}],
    [[{Body, table(Object, [{{'$1', '$2', '$3'}, [], [Body]}])} || Body <- Bodies],
     table(Object, [{{'$1', '$2', '$3'}, [], ['$1', '$2', '$3']}]),
     [table(O, [{{'$1', '$2'}, [{'>', '$1', '$2'}], [greater]}, {{'$1', '$1'}, [], [same]}, {{'$1', '$2'}, [{is_atom, '$1'}, {is_atom, '$2'}], [{{'$2', '$1'}}]},
                {{'$9', '_'}, [{'<', {'/', 1, '$9'}, 1}], ['$$']}, {'$3', [], [{{other, '$3'}}]}])
      || O <- [{2, 1}, {1, 1}, {a, b}, {1, 2}, {0, 5}, {x}, {}, y, {5, [1]}]],
     [table(a, [{'_', [Guard], [yes]}, {'_', [], [no]}]) || Guard <- [true, false, x, {const, true}, {hd, []}, '$_', [], 1]],
     table(a, [{'_', [], [lists:duplicate(800, x)]}]) =:= {ok, lists:duplicate(800, x), [], []},
     table(a, [{'_', [], [deep(800, {{a}})]}]) =:= {ok, plain(800, {a}), [], []},
     table(plain(800, {a}), [{plain(800, '$1'), [], ['$1']}]),
     table(list_to_tuple(lists:seq(1, 300)), [{list_to_tuple([list_to_atom("$" ++ integer_to_list(N)) || N <- lists:seq(1, 300)]), [], ['$$']}])
         =:= {ok, lists:seq(1, 300), [], []}].

deep(0, Term) -> Term;
deep(N, Term) -> deep(N - 1, {{Term}}).

plain(0, Term) -> Term;
plain(N, Term) -> plain(N - 1, {Term}).

table(Object, Spec) -> erlang:match_spec_test(Object, Spec, table).
