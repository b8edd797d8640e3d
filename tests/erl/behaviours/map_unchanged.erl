%% Maps to which something is put that they have are the same objects afterwards.
-module(map_unchanged).
-export([main/0]).

main() ->
    Value = id(#{complex => map}),
    Small = id(#{a => Value, b => id(2)}),
    Large = maps:merge(maps:from_list([{I, I} || I <- lists:seq(1, 200)]), Small),
    [[puts(Map, Value) || Map <- [Small, Large]],
     [merged(A, B) || A <- [#{}, Small, Large], B <- [#{}, A, id(#{a => Value})], A =:= #{} orelse B =/= #{a => Value}]].

puts(Map, Value) ->
    [erts_debug:same(New, Map) ||
        New <- [maps:put(a, Value, Map), maps:update(a, Value, Map), maps:put(a, 1, Map), maps:put(c, 1, Map),
                maps:remove(c, Map), maps:without([], Map)]].

merged(A, B) ->
    Merged = maps:merge(A, B),
    {erts_debug:same(Merged, A), erts_debug:same(Merged, B), map_size(Merged)}.

id(X) -> X.
