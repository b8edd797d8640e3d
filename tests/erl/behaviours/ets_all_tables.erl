%% All tables there are.
-module(ets_all_tables).
-export([main/0]).

main() ->
    Before = ets:all(),
    named = ets:new(named, [named_table]),
    Plain = ets:new(plain, []),
    During = ets:all() -- Before,
    true = ets:delete(named),
    After = ets:all() -- Before,
    {lists:sort(During) =:= lists:sort([named, Plain]), After =:= [Plain]}.
