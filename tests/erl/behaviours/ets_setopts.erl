%% Options that can be set later.
-module(ets_setopts).
-export([main/0]).

main() ->
    Table = ets:new(table, []),
    Self = self(),
    [{Options, told(fun() -> ets:setopts(Table, Options) end), ets:info(Table, heir) =:= Self, ets:info(Table, protection)}
     || Options <- [[], {heir, self(), data}, {heir, none}, [{heir, self(), data}], {protection, public}, {protection, private}, x, [x],
                    [{protection, public}, {heir, none}], [{heir, none}, {heir, self(), x}], [{protection, public}, {protection, private}],
                    {protection, set}, {protection}, {heir, x, y}, {heir, x}, {heir, none, x}, {keypos, 2}, [{protection, protected} | x],
                    {}, [{protection, protected}], {protection, public, x}]].

told(Fun) ->
    try Fun()
    catch error:Reason:Stack -> {Reason, hd(Stack)}
    end.
