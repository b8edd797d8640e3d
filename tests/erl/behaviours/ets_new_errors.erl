%% What is no name, no option, or a name that is taken.
-module(ets_new_errors).
-export([main/0]).

main() ->
    taken = ets:new(taken, [named_table]),
    Options =
        [[foo], foo, [set | foo], [{keypos, 0}], [{keypos, -1}], [{keypos, a}], [{keypos, 1, 2}], [{heir, me}],
         [{heir, me, data}], [{heir, none, data}], [{read_concurrency, 1}], [{write_concurrency, maybe_}],
         [{decentralized_counters, 7}], [{}], [[]], ["set"], [{set, true}], [1]],
    [told(fun() -> ets:new(name, Option) end) || Option <- Options]
        ++ [told(fun() -> ets:new(Name, [named_table]) end) || Name <- [taken, 1, "name", <<"name">>, {a}, undefined]].

told(Fun) ->
    try Fun() of
        Name when is_atom(Name) -> Name;
        Tid -> is_reference(Tid)
    catch
        error:Reason:Stack -> {Reason, hd(Stack)}
    end.
