%% A default that is no tuple is refused whether it is needed or not.
-module(ets_bad_defaults).
-export([main/0]).

main() ->
    [told(Type, Key, Default) || Type <- [set, bag], Key <- [a, b], Default <- [x, [], 1]].

told(Type, Key, Default) ->
    Table = ets:new(Type, [Type]),
    true = ets:insert(Table, {a, 1}),
    try ets:update_counter(Table, Key, 1, Default)
    catch error:Reason:Stack -> {Reason, tl(tuple_to_list(setelement(3, hd(Stack), args)))}
    end.
